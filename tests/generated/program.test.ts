import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'acorn';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../constructs/run.js';
import { arbitraryProgram } from './program.js';

const sources = fc.sample(arbitraryProgram(), { numRuns: 300, seed: 20091 });

/** Imports the modules of a folder one after the other, and tells their outputs apart. */
const runAll = `import { writeSync } from 'node:fs';
for (let i = 0; i < ${sources.length}; i++) {
  writeSync(1, \`\\0\${i}\\n\`);
  console.log = (...words) => writeSync(1, words.map(String).join(' ') + '\\n');
  try {
    await import(\`./\${i}.mjs\`);
  } catch (e) {
    writeSync(2, \`\${i}: \${e.stack}\\n\`);
  }
}
`;

/** The author's part: what lies between the fixed beginning and the fixed end. */
function own(source: string): string {
  return source.slice(
    source.indexOf('\ntry {\n') + 7,
    source.lastIndexOf('\n} catch (e) {\n  note'),
  );
}

describe('generated programs', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restitch-generated-'));
    await writeFile(join(folder, 'all.mjs'), runAll);
    await Promise.all(sources.map((text, i) => writeFile(join(folder, `${i}.mjs`), text)));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('parse, every one', () => {
    for (const source of sources) {
      expect(
        () => parse(source, { ecmaVersion: 'latest', sourceType: 'module' }),
        source,
      ).not.toThrow();
    }
  });

  it('end by themselves, print a trace, and always the same', { timeout: 120_000 }, async () => {
    const entry = join(folder, 'all.mjs');
    const first = await runProgram(entry, { timeoutMs: 50_000 });
    expect(first.stderr).toBe('');
    expect(first.exitCode).toBe(0);
    const outputs = first.stdout.split('\0').slice(1);
    expect(outputs).toHaveLength(sources.length);
    // The trace, then the fuel that is left and the two module variables.
    for (const output of outputs) expect(output).toMatch(/^\d+\n.*\n-?\d+ \S+ \S+\n$/);
    const traced = outputs.filter((output) => output.split('\n')[1]?.includes(' '));
    expect(traced.length).toBeGreaterThan(sources.length * 0.8);
    const second = await runProgram(entry, { timeoutMs: 50_000 });
    expect(second).toEqual(first);
  });

  it.each([
    ['closures', /readers\.push\(\(\) => \w+\)/],
    ['for', /for \(let i\d+ = 0/],
    ['for of', /for \(let x\d+ of/],
    ['for in', /for \(const k\d+ in/],
    ['for await', /for await/],
    ['while', /while \(/],
    ['do while', /do \{/],
    ['labelled break', /break l\d+;/],
    ['labelled continue', /continue l\d+;/],
    ['switch with a default', /switch \([^]*default:/],
    ['try with finally', /finally \{/],
    ['throw', /throw /],
    ['array destructuring', /let \[v\d+, v\d+ = /],
    ['object destructuring', /let \{ k0: /],
    ['generators', /function\* f/],
    ['yield', /\(yield /],
    ['yield*', /\(yield\* /],
    ['async functions', /async function f/],
    ['async arrows', /= async \(/],
    ['async generators', /async function\* f/],
    ['await', /\(await /],
    ['spread', /\(\.\.\.\[/],
    ['tagged templates', /tag`/],
    ['classes', /class C\d+ \{/],
    ['derived classes', /class C\d+ extends/],
    ['private names', /this\.#s/],
    ['map', /\.map\(\(/],
    ['sort', /\.sort\(\(/],
    ['replace', /\.replace\(/],
    ['toJSON', /toJSON\(\)/],
    ['getters', /get g\(\)/],
    ['valueOf', /valueOf\(\)/],
    ['proxies', /new Proxy/],
    ['Promise executors', /new Promise\(\(ok\)/],
    ['default parameters', /\(p\d+ = /],
    ['shadowing parameters', /function f\d+\(m\d/],
  ])('have %s among them', (_name, pattern) => {
    const having = sources.filter((source) => pattern.test(own(source)));
    expect(having.length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['a finally', /finally \{/],
    ['a yield', /\(yield /],
    ['an await in an async function', /async function[^]*\(await /],
    ['a labelled continue', /continue l\d+;/],
  ])('shrink to %s and little more', (_name, pattern) => {
    const details = fc.check(
      fc.property(arbitraryProgram(), (source) => !pattern.test(own(source))),
      { seed: 7, numRuns: 2_000, endOnFailure: false },
    );
    const [smallest] = details.counterexample ?? [];
    expect(smallest).toBeDefined();
    expect(own(smallest ?? '').split('\n').length).toBeLessThanOrEqual(6);
  });
});
