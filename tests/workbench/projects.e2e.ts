import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Window } from './window.js';

const main = 'packages/tally/src/main.ts';
const words = 'packages/words/src/words.ts';
const counter = 'packages/counter/src/counter.ts';

const manifest = (fields: object): string => JSON.stringify({ private: true, ...fields });
const files = {
  'package.json': manifest({ name: 'house', workspaces: ['packages/*'] }),
  'packages/words/package.json': manifest({
    name: 'words',
    type: 'module',
    exports: './src/words.ts',
  }),
  [words]: `export function say(count: number): string {
  return \`tally \${count} one\`;
}
`,
  'packages/tally/package.json': manifest({ name: 'tally', type: 'module' }),
  [main]: `import { say } from 'words';

let count: number = 0;
setInterval(() => console.log(say((count += 1))), 200);
`,
  'packages/counter/package.json': manifest({ name: 'counter', main: 'dist/counter.js' }),
  [counter]: `interface Round {
  number: number;
}

function turn(round: Round): number {
  const next = round.number + 1;
  console.log('round', next);
  return next;
}

let number = 0;
setInterval(() => {
  number = turn({ number });
}, 200);
`,
};

const launch = {
  version: '0.2.0',
  configurations: [
    {
      type: 'restitch',
      request: 'launch',
      name: 'Counter',
      program: '${workspaceFolder}/packages/counter/dist/counter.js',
    },
  ],
};

// Each test goes on where the one before has left the window.
describe('a folder of several packages', () => {
  let window: Window;
  beforeAll(async () => {
    window = await Window.open({ scenario: 'projects', project: 'house', files });
    await mkdir(join(window.folder, 'node_modules'));
    await symlink('../packages/words', join(window.folder, 'node_modules/words'));
  });
  afterAll(async () => {
    await window?.picture('end');
    await window?.close();
  });

  const consoleSays = (text: RegExp): Promise<string> =>
    window.until(
      () => window.debugging.console(),
      (shown) => text.test(shown),
    );

  const stoppedAt = (line: number): Promise<unknown> =>
    window.until(
      () => window.debugging.stoppedLine(),
      (shown) => shown === line,
    );

  /** Writes what `tsc --watch` would. */
  const compile = async (text: string): Promise<void> => {
    const { outputText, sourceMapText = '' } = ts.transpileModule(text, {
      fileName: 'counter.ts',
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        sourceMap: true,
      },
    });
    const map = JSON.parse(sourceMapText) as object;
    const dist = join(window.folder, 'packages/counter/dist');
    await mkdir(dist, { recursive: true });
    const sources = ['../src/counter.ts'];
    await writeFile(join(dist, 'counter.js.map'), JSON.stringify({ ...map, sources }));
    await writeFile(join(dist, 'counter.js'), outputText);
  };

  it('is debugged by F5 without a launch.json, in the file of a package', async () => {
    await window.openFile(main);
    await window.debugging.start();
    await window.status('v1 live');
    await consoleSays(/tally \d+ one/);
    await window.picture('started');
  });

  it('is updated in the other package that the program imports, and back', async () => {
    await window.typeLine(words, 2, '  return `tally ${count} two`;');
    await window.status(/v1 live, 1 pending/);
    await window.press('Alt+F10');
    await window.status('v2 live');
    await consoleSays(/tally \d+ two/);
    await window.picture('updated');
    await window.press('Shift+Alt+F10');
    await window.status(/v3 live, 1 pending/);
    await consoleSays(/two\s+tally \d+ one/);
    await window.picture('undone');
    await window.debugging.stop();
  });

  it('is debugged in what tsc has made, at the lines of the source', async () => {
    await compile(files[counter]);
    await mkdir(join(window.folder, '.vscode'), { recursive: true });
    await writeFile(join(window.folder, '.vscode/launch.json'), JSON.stringify(launch));
    await window.openFile(counter, 7);
    await window.debugging.toggleBreakpoint();
    await window.debugging.showView();
    await window.page.locator('.start-debug-action-item', { hasText: 'Counter' }).waitFor();
    await window.openFile(counter, 7);
    await window.debugging.start();
    await window.debugging.stopped();
    await stoppedAt(7);
    await window.picture('compiled');
  });

  it('is updated when tsc has written again, and still stopped at the source’s line', async () => {
    const next = files[counter].replace(
      '  const next = round.number + 1;',
      '  const step = 2;\n  const next = round.number + step;',
    );
    await window.edit(counter, () => next);
    await compile(next);
    await window.status(/v1 live, 1 pending/);
    await window.press('Alt+F10');
    await window.status('v2 live');
    await stoppedAt(8);
    await window.picture('compiled-updated');
    await window.debugging.continue();
    await window.debugging.stopped();
    await stoppedAt(8);
    await window.debugging.removeBreakpoints();
    await window.debugging.continue();
    const text = await consoleSays(/round 5/);
    expect(text).toMatch(/round 1\s+round 3\s+round 5/);
    await window.debugging.stop();
  });
});
