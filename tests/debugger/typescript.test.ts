import { describe, it } from 'vitest';
import ts from 'typescript';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const source = `interface Item {
  name: string;
  price: number;
}

enum Kind {
  Small,
  Large,
}

export function total(items: Item[], kind: Kind = Kind.Large): number {
  let sum: number = 0;
  for (const { price } of items) {
    const factor = kind === Kind.Large ? 2 : 1;
    sum += price * factor;
  }
  return sum;
}

const result = total([{ name: 'a', price: 1 }, { name: 'b', price: 2 }] as Item[]);
console.log('total', result);
`;

const edited = `// A comment.\n${source.replace("'total'", "'new total'").replace('sum += price * factor', 'sum += price * factor * 10')}`;

/** What tsc makes of a source, beside its map. */
function compile(text: string): Record<string, string> {
  const { outputText, sourceMapText = '' } = ts.transpileModule(text, {
    fileName: 'src/main.ts',
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      sourceMap: true,
      sourceRoot: '',
    },
  });
  const map = JSON.parse(sourceMapText) as { sources: string[] };
  map.sources = ['../src/main.ts'];
  return {
    'src/main.ts': text,
    'out/main.js': outputText.replace('main.js.map', 'main.js.map'),
    'out/main.js.map': JSON.stringify(map),
  };
}

async function debug(session: TestSession, update: () => void): Promise<void> {
  await session.stop();
  await session.noteLocals();
  await session.noteValue('sum + price');
  await session.step('next');
  await session.step('stepIn');
  update();
  const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
  session.note(outcome);
  await session.stop();
  await session.noteLocals();
  await session.step('next');
  await session.breakpoints('src/main.ts', [22]);
  await session.step('continue');
  await session.noteValue('result');
  await session.end();
}

describe('TypeScript', () => {
  it('is debugged and updated as it was written', async () => {
    const session = await TestSession.open({ 'src/main.ts': source });
    await session.launch({ program: 'src/main.ts' }, () =>
      session.breakpoints('src/main.ts', [14]),
    );
    await debug(session, () => session.edit('src/main.ts', edited));
    await expectGolden(session, 'typescript-direct');
  });

  it('is debugged by the maps of tsc where that has compiled it', async () => {
    const session = await TestSession.open(compile(source));
    await session.launch({ program: 'out/main.js' }, () =>
      session.breakpoints('src/main.ts', [14]),
    );
    await debug(session, () => {
      for (const [name, text] of Object.entries(compile(edited))) session.edit(name, text);
    });
    await expectGolden(session, 'typescript-tsc');
  });
});
