import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isCompileFailure, type CompileRequest, type TypeScriptCompiler } from './compiler.js';
import { esbuildCompiler } from './esbuild-compiler.js';
import { compiler as packagedCompiler } from './packaged-compiler.js';

const request = (text: string, more: Partial<CompileRequest> = {}): CompileRequest => ({
  name: 'main.ts',
  text,
  language: 'ts',
  format: undefined,
  target: 'node20.19.0',
  compilerOptions: {},
  ...more,
});

/** Programs that assign what is to be compared to `exports.result` or export it. */
const modules: Record<string, string> = {
  'types, enums, namespaces, parameter properties': `
    enum Color { Red, Green = 'g' }
    namespace Space { export const k: number = 1; export const next = k + 1 }
    abstract class Base<T> { constructor(protected readonly value: T, public extra = 2) {} }
    class Derived extends Base<string> { #secret = 3; declare gone: number; read = () => [this.value, this.extra, this.#secret] }
    export const result = [Color.Red, Color.Green, Space, new Derived('x').read(), Object.keys(new Derived('y'))];`,
  'live bindings of exports': `
    export let count = 0;
    export function up(): number { return ++count; }
    export { count as same };
    up();
    export const { a, b: [c = 7] } = { a: 1, b: [] as number[] };`,
  'a default that is a class, with imports as values': `
    import { join, sep as separator } from 'node:path';
    import path, * as all from 'node:path';
    const shorthand = { join, separator };
    export default class { static of = [typeof join('a', 'b'), shorthand.separator, path === all.default, \`\${separator}\`] }
    export const result = [all.basename('/a/b'), new Map([[separator, join]]).size];`,
  'a default function without a name, called before it is declared': `
    export const result = [early()];
    function early() { return 'early' }
    export default function (x: number) { return x + 1 }`,
  'a default expression': `export default [1, 2].map((x) => x * 2); export const result = 1;`,
  'exports of other modules': `
    export { join as glue } from 'node:path';
    export * from './other.cjs';
    export * as everything from './other.cjs';
    import './other.cjs';
    import other from './other.cjs';
    export { other };`,
  'a module that says __esModule': `
    import main, { named } from './babel.cjs';
    export const result = [main, named];`,
  'a shadowed import': `
    import { sep } from 'node:path';
    export const result = [sep, ((sep: number) => sep + 1)(1), (() => { const { sep } = { sep: 'own' }; return sep })()];`,
  'calls of imports without this': `
    import * as self from './this.cjs';
    import { whoAmI } from './this.cjs';
    export const result = [whoAmI() === undefined, self.whoAmI() === self];`,
  'imports after statements': `
    export const log: string[] = [];
    log.push('first');
    import { sep } from 'node:path';
    log.push(sep);`,
  'CommonJS in TypeScript': `
    import fs = require('node:fs');
    export = { result: typeof fs.readFileSync };`,
  'import.meta': `export const result = typeof import.meta;`,
  'decorators of old': `
    function mark(target: object, key: string) { (target as { marked?: string }).marked = key }
    class Marked { @mark field = 1 }
    export const result = (Marked.prototype as { marked?: string }).marked;`,
  'a regular expression, a string and a template with import in them': `
    import { sep } from 'node:path';
    export const result = ['import x', /import\\.meta/.source, \`\${'sep'}sep\`, sep];`,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restitch-compilers-'));
  writeFileSync(join(folder, 'other.cjs'), 'exports.one = 1; exports.two = () => 2;');
  writeFileSync(
    join(folder, 'babel.cjs'),
    'exports.__esModule = true; exports.default = "d"; exports.named = "n";',
  );
  writeFileSync(
    join(folder, 'this.cjs'),
    '"use strict"; exports.whoAmI = function () { return this }; exports.tag = function () { return this };',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a module exports, values by their text: read twice, for bindings that live on. */
function exported(compiler: TypeScriptCompiler, text: string): unknown {
  const options = { experimentalDecorators: text.includes('@mark') };
  const { text: code } = compiler.compile(
    request(text, { format: 'commonjs', compilerOptions: options }),
  );
  const file = join(folder, `${compiler === packagedCompiler ? 'packaged' : 'esbuild'}.cjs`);
  writeFileSync(file, code);
  const module = createRequire(file)(file) as Record<string, unknown>;
  const read = () =>
    Object.keys(module)
      .sort()
      .map((name) => [name, shown(module[name])]);
  const before = read();
  if (typeof module['up'] === 'function') (module['up'] as () => void)();
  return [before, read(), module['__esModule']];
}

function shown(value: unknown): unknown {
  if (typeof value !== 'function') return value;
  return Object.hasOwn(value, 'of') ? (value as unknown as { of: unknown }).of : typeof value;
}

describe('the compiler of the package, beside esbuild', () => {
  it.each(Object.keys(modules))('as CommonJS: %s', (name) => {
    const text = modules[name] ?? '';
    expect(exported(packagedCompiler, text)).toEqual(exported(esbuildCompiler, text));
  });

  it('calls the tag of a template without this, as the language has it', () => {
    const source = `import { tag } from './this.cjs'; export const result = tag\`x\` === undefined;`;
    expect(exported(packagedCompiler, source)).toMatchObject([
      [['result', true]],
      expect.anything(),
      true,
    ]);
  });

  it('gives names that an import of the CommonJS module finds', async () => {
    const source = `export const one = 1; export default 2; export { sep } from 'node:path';`;
    const { text } = packagedCompiler.compile(request(source, { format: 'commonjs' }));
    const file = join(folder, 'named.cjs');
    writeFileSync(file, text);
    const found = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as object;
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['one', 'sep', 'default']));
  });

  it.each([
    ['drops what serves types only', `import { A, type B } from './a.js'; const x: A = 1;`, false],
    ['keeps it where tsconfig says so', `import { A, type B } from './a.js';`, true],
  ])('as an ES module %s', (_, source, verbatimModuleSyntax) => {
    for (const compiler of [packagedCompiler, esbuildCompiler]) {
      const { text } = compiler.compile(
        request(source, { compilerOptions: { verbatimModuleSyntax } }),
      );
      expect(text.includes('./a.js')).toBe(verbatimModuleSyntax);
    }
  });

  it('turns JSX', () => {
    const source = `export const x: unknown = <a b={1}>text</a>;`;
    const more = { language: 'tsx', name: 'main.tsx' } as const;
    const { text } = packagedCompiler.compile(request(source, more));
    expect(text).toContain('React.createElement("a", { b: 1 }, "text")');
  });

  it('does not define fields that tsconfig wants assigned', () => {
    const source = `class Base { set x(v: number) { result = v } } let result = 0;
      class C extends Base { x = 5 } new C(); export { result };`;
    const compilerOptions = { useDefineForClassFields: false };
    const { text } = packagedCompiler.compile(request(source, { compilerOptions }));
    expect(text).toMatch(/this\.x = 5/);
  });

  it.each([undefined, 'commonjs'] as const)('maps to the place of the author, as %s', (format) => {
    const source = `import { sep } from 'node:path';\n\ntype T = number;\nexport function f(): T {\n  return   sep.length;\n}\n`;
    const { text, map } = packagedCompiler.compile(request(source, { format }));
    const lines = text.split('\n');
    const line = lines.findIndex((candidate) => candidate.includes('.length'));
    const column = lines[line]?.indexOf('return') ?? -1;
    const trace = new TraceMap(map);
    expect(originalPositionFor(trace, { line: line + 1, column })).toMatchObject({
      line: 5,
      column: 2,
    });
  });

  it.each([
    ['const x: = 1;', 1, 9],
    ['const a = 1;\nlet let = 2 +;', 2, undefined],
  ])('says where %j does not parse', (source, line, column) => {
    const failure = failureOf(() => packagedCompiler.compile(request(source)));
    expect(failure?.line).toBe(line);
    if (column !== undefined) expect(failure?.column).toBe(column);
    expect(failure?.reason).toMatch(/\w/);
  });

  it('refuses await at the top of a CommonJS module, not in its functions', () => {
    const compile = (source: string) =>
      packagedCompiler.compile(request(source, { format: 'commonjs' }));
    expect(failureOf(() => compile(`export {};\nawait 1;`))?.reason).toMatch(/await/);
    expect(failureOf(() => compile(`export const f = async () => { await 1 };`))).toBeUndefined();
  });
});

function failureOf(run: () => unknown) {
  try {
    run();
    return undefined;
  } catch (error) {
    if (isCompileFailure(error)) return error;
    throw error;
  }
}
