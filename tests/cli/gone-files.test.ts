import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply, codesOf, rollback } from './planning.js';

interface Kind {
  end: string;
  /** Imports `forever` and `add` from a file. */
  link: (file: string) => string;
  exports: string;
  is: (text: string) => string;
}

const esm = (file: string): string => `import { add, forever } from './${file}';\n`;
const plain = (text: string): string => text.replaceAll(': string', '').replaceAll(': number', '');

const kinds: Record<string, Kind> = {
  'ES modules': {
    end: '.mjs',
    link: (file) => esm(`${file}.mjs`),
    exports: 'export { add, forever };\n',
    is: plain,
  },
  CommonJS: {
    end: '.cjs',
    link: (file) => `const { add, forever } = require('./${file}');\n`,
    exports: 'module.exports = { add, forever };\n',
    is: plain,
  },
  TypeScript: {
    end: '.mts',
    link: (file) => esm(`${file}.mjs`),
    exports: 'export { add, forever };\n',
    is: (text) => text,
  },
};

const store = (version: string, { exports, is }: Kind): string =>
  is(`let count = 0;
const seen = new Set();
function add(n: number) {
  count += n;
  seen.add(count);
  return count;
}
async function forever(name: string) {
  for (let own = 1; ; own++) {
    console.log('${version}', name, own, add(1), seen.size);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
${exports}`);
const main = (file: string, { link }: Kind): string =>
  `${link(file)}add(0);\nsetInterval(() => add(0), 2);\nforever('w');\n`;
const named = (kind: Kind, name: string): string =>
  kind.end === '.cjs' && name !== 'main' ? `${name}.cjs` : `${name}${kind.end}`;
const required = (kind: Kind, name: string): string => (kind.end === '.cjs' ? `${name}.cjs` : name);

describe.each(Object.entries(kinds))('a file that is renamed in %s', (_, kind) => {
  it('takes its state and its activations along, forth and back', async () => {
    const folder = project({
      [named(kind, 'main')]: main(required(kind, 'store'), kind),
      [named(kind, 'store')]: store('v1', kind),
    });
    const program = startProgram([named(kind, 'main')], folder);
    await program.says('v1 w 3 ');
    rmSync(join(folder, named(kind, 'store')));
    write(folder, named(kind, 'data'), store('v2', kind));
    write(folder, named(kind, 'main'), main(required(kind, 'data'), kind));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', diagnostics: [] });
    await program.says('v2 ');
    expect((await apply(folder, 'main')).result.outcome).toBe('nothing-to-do');
    const back = (await rollback(folder, 'main')).result;
    expect(back, JSON.stringify(back)).toMatchObject({ outcome: 'applied' });
    expect((await apply(folder, 'main')).result.outcome).toBe('applied');
    write(folder, named(kind, 'data'), store('v3', kind));
    expect((await apply(folder, 'main')).result.outcome).toBe('applied');
    await program.says('v3 ');
    expect((await rollback(folder, 'main')).result.outcome).toBe('applied');
    // Under its old name again.
    rmSync(join(folder, named(kind, 'data')));
    write(folder, named(kind, 'store'), store('v5', kind));
    write(folder, named(kind, 'main'), main(required(kind, 'store'), kind));
    const again = (await apply(folder, 'main')).result;
    expect(again, JSON.stringify(again)).toMatchObject({ outcome: 'applied' });
    await program.says('v5 ');
    program.child.kill();
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    const steps = stdout.trim().split('\n');
    expect(steps.map((line) => line.split(' ').slice(2).join(' '))).toEqual(
      steps.map((line, at) => `${at + 1} ${at + 1} ${at + 2}`),
    );
  });
});

describe('a file that is gone', () => {
  const kind = kinds['ES modules'] as Kind;
  const both = { 'main.mjs': main('store', kind), 'store.mjs': store('v1', kind) };

  it('is missed by what imports it, and nothing changes', async () => {
    const folder = project(both);
    const program = startProgram(['main.mjs'], folder);
    await program.says('v1 w 3 ');
    rmSync(join(folder, 'store.mjs'));
    write(folder, 'main.mjs', both['main.mjs'].replace('add(0)', 'add(5)'));
    const { code, result } = await apply(folder, 'main');
    expect(code).toBe(2);
    expect(result.diagnostics).toMatchObject([{ code: 'RS1103', file: join(folder, 'store.mjs') }]);
    expect(result.diagnostics[0]?.message).toContain('main.mjs still imports it');
    write(folder, 'main.mjs', "const late = () => import('./store.mjs');\nadd(late);\n");
    expect(codesOf((await apply(folder, 'main')).result)).toEqual(['RS1103']);
    program.child.kill();
    await program.ended;
  });

  it('is not missed when only another that is gone imported it', async () => {
    const folder = project({
      'main.mjs':
        "import { step } from './a.mjs';\nsetInterval(() => console.log('v1', step()), 5);\n",
      'a.mjs': "import { next } from './b.mjs';\nexport const step = () => next() + 1;\n",
      'b.mjs': 'let n = 0;\nexport const next = () => (n += 1);\n',
    });
    const program = startProgram(['main.mjs'], folder);
    await program.says('v1 3\n');
    rmSync(join(folder, 'a.mjs'));
    rmSync(join(folder, 'b.mjs'));
    const alone = 'let n = 100;\nconst next = () => (n += 1);\nconst step = () => next() + 1;\n';
    write(folder, 'main.mjs', `${alone}setInterval(() => console.log('v2', step()), 5);\n`);
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await program.says('v2 ');
    program.child.kill();
    expect((await program.ended).stderr).toBe('');
  });

  it('is refused where nobody can tell that it is not needed', async () => {
    const folder = project(both);
    const program = startProgram(['main.mjs'], folder);
    await program.says('v1 w 3 ');
    rmSync(join(folder, 'main.mjs'));
    write(folder, 'store.mjs', store('v2', kind));
    expect(codesOf((await apply(folder, 'main')).result)).toEqual(['RS1103']);
    program.child.kill();
    await program.ended;
  });
});

it('a variable that is required from another file is taken from there, unless it is assigned to', async () => {
  const main = (file: string): string => `let late = require('./${file}').value;
const { value } = require('./${file}');
setInterval(() => console.log('values', value, late), 5);
setTimeout(() => (late = 'own'), 1);
`;
  const folder = project({
    'main.cjs': main('a.cjs'),
    'a.cjs': "exports.value = 'a';\n",
    'b.cjs': "exports.value = 'b';\n",
  });
  const program = startProgram(['main.cjs'], folder);
  await program.says('values a own');
  write(folder, 'main.cjs', main('b.cjs'));
  const { result } = await apply(folder, 'main');
  expect(result).toMatchObject({ outcome: 'applied', diagnostics: [{ code: 'RS1206', line: 1 }] });
  await program.says('values b own');
  expect((await rollback(folder, 'main')).result.outcome).toBe('applied');
  program.child.kill();
  await program.ended;
});
