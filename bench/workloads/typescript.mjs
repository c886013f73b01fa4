// Type-checks and emits generated modules with TypeScript's compiler API.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';

const library = dirname(createRequire(import.meta.url).resolve('typescript'));

const moduleText = (i) => `
import type { Shape } from './shapes.js';
export interface Box${i}<T extends Shape> { value: T; next?: Box${i}<T>[]; tag: 'a' | 'b' | ${i} }
type Flat${i}<T> = { [K in keyof T]: T[K] extends string ? number : Flat${i}<T[K]> };
export class Store${i}<T extends Shape> {
  readonly #items = new Map<string, Box${i}<T>>();
  constructor(private readonly label = 'store-${i}') {}
  get(key: string): T | undefined { return this.#items.get(key)?.value; }
  set(key: string, value: T): this { this.#items.set(key, { value, tag: ${i} }); return this; }
  async total(pick: (value: T) => number | Promise<number>): Promise<number> {
    let sum = 0;
    for (const { value, tag } of this.#items.values()) {
      if (tag === 'a') continue;
      sum += await pick(value);
    }
    return sum;
  }
  *keys(): Generator<\`\${string}-${i}\`> { for (const key of this.#items.keys()) yield \`\${key}-${i}\`; }
}
export function flatten${i}(boxes: Box${i}<Shape>[]): Flat${i}<{ a: string; b: { c: string } }> {
  const [first, ...rest] = boxes.map((box, at) => ({ ...box, at })).filter((box) => box.at % 2 === 0);
  return { a: first?.at ?? rest.length, b: { c: ${i} } };
}`;

const sources = new Map([
  [
    '/shapes.ts',
    'export interface Shape { kind: string; area(): number; parts?: readonly Shape[] }',
  ],
]);
for (let i = 0; i < 6; i++) sources.set(`/store${i}.ts`, moduleText(i));
const names = [...sources.keys()];

const parsed = new Map();
function sourceFile(name, target) {
  const key = sources.has(name) ? name : basename(name);
  if (!parsed.has(key)) {
    const text = sources.get(name) ?? readFileSync(join(library, key), 'utf8');
    parsed.set(key, ts.createSourceFile(name, text, target));
  }
  return parsed.get(key);
}

const host = {
  fileExists: (name) => sources.has(name),
  readFile: (name) => sources.get(name),
  getSourceFile: (name, target) => {
    // The program's own files are parsed anew each time, the library only once.
    if (sources.has(name)) parsed.delete(name);
    return sourceFile(name, target);
  },
  getDefaultLibFileName: () => '/lib.es2022.d.ts',
  writeFile: () => {},
  getCurrentDirectory: () => '/',
  getCanonicalFileName: (name) => name,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => '\n',
};

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    sum = 0;
    const program = ts.createProgram(
      names,
      {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        lib: ['lib.es2022.d.ts'],
        strict: true,
        types: [],
      },
      host,
    );
    sum += ts.getPreEmitDiagnostics(program).length * 1_000_000;
    program.emit(undefined, (_name, text) => void (sum += text.length));
  }
  return sum;
}
