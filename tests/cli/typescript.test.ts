import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, restitch, runPlain, startProgram, write } from './command.js';
import { apply } from './planning.js';

describe('TypeScript', () => {
  it('runs directly: types, enums, imports by the name of the output, CommonJS beside ES modules', async () => {
    const folder = project({
      'package.json': '{ "type": "module" }',
      'main.ts': `
        import { add, type Pair } from './lib/math.js';
        import { Unused } from './lib/gone.js';
        import * as bare from './lib/bare';
        import * as index from './lib/folder';
        import './lib/side.js';
        import data from './data.json' with { type: 'json' };
        import { named } from './lib/old.cjs';
        import { fromMts } from './lib/new.mjs';
        enum Color { Red, Green }
        const pair: Pair = { a: 1, b: 2 };
        const unused: Unused | undefined = undefined;
        console.log(add(pair), Color.Green, bare.x, index.y, data.ok, named, fromMts, unused);
        const [a, b] = [await import('./lib/query.js?v=1'), await import('./lib/query.js?v=2')];
        console.log(a.here !== b.here, a.url, b.url);`,
      'lib/math.ts': `export interface Pair { a: number; b: number }
        export const add = (pair: Pair): number => pair.a + pair.b;`,
      'lib/bare.ts': `export const x: string = 'bare';`,
      'lib/folder/index.ts': `export const y: string = 'index';`,
      'lib/side.ts': `console.log('side' as string);`,
      'lib/old.cts': `export const named: number = 7;`,
      'lib/new.mts': `export const fromMts: boolean = true;`,
      'lib/query.ts': `export const here: object = {}; export const url = import.meta.url.slice(-12);`,
      'data.json': '{ "ok": true }',
    });
    const ended = await restitch(['run', 'main.ts'], folder);
    expect(ended).toEqual({
      stdout: 'side\n3 1 bare index true 7 true undefined\ntrue query.ts?v=1 query.ts?v=2\n',
      stderr: '',
      code: 0,
      signal: null,
    });
  });

  it('is updated in another package of the same workspace', async () => {
    const words = (word: string): string =>
      `export function say(count: number): string {\n  return \`${word} \${count}\`;\n}\n`;
    const folder = project({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/words/package.json':
        '{ "name": "words", "type": "module", "exports": "./src/words.ts" }',
      'packages/words/src/words.ts': words('one'),
      'packages/tally/package.json': '{ "type": "module" }',
      'packages/tally/main.ts': `import { say } from 'words';
        let count: number = 0;
        setInterval(() => console.log(say((count += 1))), 20);`,
    });
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync('../packages/words', join(folder, 'node_modules/words'));
    const program = startProgram(['--workspace', 'packages/tally/main.ts'], folder);
    await program.says('one 1\n');
    write(folder, 'packages/words/src/words.ts', words('two'));
    expect((await restitch(['apply', 'main'], folder)).code).toBe(0);
    await program.says('two ');
  });

  it('is found from JavaScript, by any name that it may be given there', async () => {
    const typed = (name: string): string => `export const ${name}: string = '${name}';`;
    const folder = project({
      'package.json': '{ "type": "module", "imports": { "#inner": "./inner.ts" } }',
      'by-name.js': `import { a } from './a.ts'; console.log(a);`,
      'by-output.js': `import { b } from './b.js'; console.log(b);`,
      'bare.js': `import './plain.js'; const { c } = await import('./c'); console.log(c);`,
      'inside.js': `import { inner } from '#inner'; console.log(inner);`,
      'old.cjs': `import('./d.mjs').then(({ d }) => console.log(d));`,
      'plain.js': `console.log('plain');`,
      'a.ts': typed('a'),
      'b.ts': typed('b'),
      'c.ts': typed('c'),
      'd.mts': typed('d'),
      'inner.ts': typed('inner'),
    });
    const outputs: string[] = [];
    for (const entry of ['by-name.js', 'by-output.js', 'bare.js', 'inside.js', 'old.cjs']) {
      const { stdout, stderr } = await restitch(['run', entry], folder);
      outputs.push(stdout + stderr);
    }
    expect(outputs).toEqual(['a\n', 'b\n', 'plain\nc\n', 'inner\n', 'd\n']);
  });

  it('loads a file that an update imports, by the name of its output, in the middle of a loop', async () => {
    const loop = (first: string, text: string): string => `${first}
const until = (ms: number): void => { const end = Date.now() + ms; while (Date.now() < end); };
let n: number = 0;
while (true) { n += 1; until(5); console.log(${text} + n); }`;
    const folder = project({
      'package.json': '{ "type": "module" }',
      'prog.ts': loop('', `'v1 '`),
    });
    const program = startProgram(['prog.ts'], folder);
    await program.says('v1 3');
    write(folder, 'note.ts', `export const note = (text: string): string => '<' + text + '>';`);
    write(folder, 'prog.ts', loop(`import { note } from './note.js';`, `note('v2')`));
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await program.says('<v2>');
  });

  it('keeps unused imports where tsconfig says so, through extends', async () => {
    const files = {
      'package.json': '{ "type": "module" }',
      'main.ts': `import { unused } from './side.js'; console.log('main');`,
      'side.ts': `console.log('side'); export const unused = 1;`,
    };
    const plain = await restitch(['run', 'main.ts'], project(files));
    expect(plain.stdout).toBe('main\n');
    const kept = project({
      ...files,
      'base.json': `{ "compilerOptions": { /* a comment */ "verbatimModuleSyntax": true, }, }`,
      'tsconfig.json': `{ "extends": "./base.json" }`,
    });
    expect((await restitch(['run', 'main.ts'], kept)).stdout).toBe('side\nmain\n');
  });

  it.each(['cts', 'ts'])('becomes CommonJS as tsc would make it, in .%s', async (extension) => {
    const folder = project({
      'package.json': '{ "type": "commonjs" }',
      [`main.${extension}`]: `
        import { x } from './other';
        import fs = require('node:fs');
        console.log(x, typeof fs.readFileSync, require.main === module, __filename.slice(-8));
        export const y = 1;`,
      'other.ts': `export const x: number = 5;`,
    });
    const { stdout, stderr } = await restitch(['run', `main.${extension}`], folder);
    expect({ stdout, stderr }).toEqual({
      stdout: `5 function true ${`/main.${extension}`.slice(-8)}\n`,
      stderr: '',
    });
  });

  it('finds out by itself which format a file has that says nothing', async () => {
    const folder = project({
      'package.json': '{}',
      'module.ts': `import { sep } from 'node:path'; console.log(sep, typeof require, await 1 as number);`,
      'common.ts': `const { sep } = require('node:path') as { sep: string }; console.log(sep, typeof require);`,
    });
    expect((await restitch(['run', 'module.ts'], folder)).stdout).toBe('/ undefined 1\n');
    expect((await restitch(['run', 'common.ts'], folder)).stdout).toBe('/ function\n');
  });

  it('shows authored places in stacks and uncaught exceptions', async () => {
    const folder = project({
      'package.json': '{ "type": "module" }',
      'main.ts': `interface Long {\n  a: number;\n}\n
function fails(x: Long): never {
  throw new TypeError('a is ' + x.a);
}
try {
  fails({ a: 1 });
} catch (error) {
  console.log((error as Error).stack!.split('\\n').slice(0, 3).join('\\n'));
}
setTimeout(() => fails({ a: 2 }), 1);
`,
    });
    const { stdout, stderr, code } = await restitch(['run', 'main.ts'], folder);
    const script = `file://${folder}/main.ts`;
    expect(stdout).toBe(`TypeError: a is 1\n    at fails (${script}:6:9)\n    at ${script}:9:3\n`);
    expect(stderr.split('\n').slice(0, 7)).toEqual([
      `${script}:6`,
      "  throw new TypeError('a is ' + x.a);",
      '  ^',
      '',
      'TypeError: a is 2',
      `    at fails (${script}:6:9)`,
      expect.stringMatching(/^ {4}at .*main\.ts:13:18\)?$/),
    ]);
    expect(code).toBe(1);
  });

  it('says where it does not parse', async () => {
    const folder = project({ 'main.ts': 'const a: number = 1;\nconst b: = 2;\n' });
    const { stderr, code } = await restitch(['run', 'main.ts'], folder);
    expect(code).toBe(1);
    expect(stderr).toContain('The TypeScript source does not parse');
    expect(stderr).toContain('main.ts:2:10');
  });

  it('compiled by tsc shows the authored lines through its source map', async () => {
    const folder = project({
      'package.json': '{ "type": "commonjs" }',
      'tsconfig.json': `{ "compilerOptions": { "module": "nodenext", "target": "es2022", "sourceMap": true,
        "rootDir": "src", "outDir": "out", "types": [] }, "include": ["src"] }`,
      'src/main.ts': `type Unused = {\n  a: number;\n};\n
declare const console: { log(text: unknown): void };
function fails(x: number): never {
  throw new Error('x is ' + x);
}
try {
  fails(1);
} catch (error) {
  console.log((error as Error).stack!.split('\\n')[1]);
}
`,
    });
    const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
    const compiled = await runPlain([tsc, '-p', '.'], folder);
    expect(compiled.stdout).toBe('');
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['main.js', 'main.js.map']);
    const { stdout } = await restitch(['run', 'out/main.js'], folder);
    expect(stdout).toBe(`    at fails (${folder}/src/main.ts:7:9)\n`);
  });
});

describe('files that cannot be instrumented', () => {
  it('run as they are, and info tells why', async () => {
    const folder = project({
      'main.cjs': `require('./sloppy.cjs'); console.log(eval('1 + 1'), new Function('return 3')());`,
      'sloppy.cjs': `with ({ a: 4 }) { console.log(a) }`,
    });
    const { stdout, code } = await restitch(['run', 'main.cjs'], folder);
    expect({ stdout, code }).toEqual({ stdout: '4\n2 3\n', code: 0 });
  });
});
