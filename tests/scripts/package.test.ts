import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { makePackage } from '../../scripts/package.mjs';
import { installPackage } from '../../scripts/workbench/install.mjs';

let scratch: string;
let bytes: number;
let installed: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'restitch-vsix-'));
  const made = await makePackage({ file: join(scratch, 'restitch.vsix'), log: () => undefined });
  bytes = made.bytes;
  installed = await installPackage(made.file, join(scratch, 'extensions'));
});
afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 5 }));

it('is at most 3 MB, with a tenth to spare', () => {
  expect(bytes).toBeLessThan(2.7e6);
});

it('holds the bundles, what they show, and nothing else', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(installed, name)).isFile())
    .map((name) => name.split(sep).join('/'));
  // What the editor notes when it installs has a name with a dot.
  expect(files.filter((name) => !name.startsWith('.')).sort()).toMatchInlineSnapshot(`
    [
      "LICENSE.txt",
      "changelog.md",
      "dist/agent-code.cjs",
      "dist/agent.cjs",
      "dist/cli.js",
      "dist/codicon.ttf",
      "dist/commands.cjs",
      "dist/compile.cjs",
      "dist/coordinator.cjs",
      "dist/debug-adapter.js",
      "dist/engine.cjs",
      "dist/extension.cjs",
      "dist/hooks-thread.mjs",
      "dist/language-client.cjs",
      "dist/language-server.js",
      "dist/package.json",
      "dist/review-panel.css",
      "dist/review-panel.js",
      "dist/review-panel.js.LEGAL.txt",
      "dist/tsconfig.cjs",
      "dist/typescript.cjs",
      "dist/typescript.cjs.LEGAL.txt",
      "docs/diagnostics.md",
      "l10n/bundle.l10n.json",
      "media/icon.png",
      "media/icon.svg",
      "media/screenshots/pending.png",
      "media/screenshots/review.png",
      "media/walkthrough/apply.md",
      "media/walkthrough/open.md",
      "media/walkthrough/review.md",
      "media/walkthrough/run.md",
      "package.json",
      "package.nls.json",
      "readme.md",
      "test-workspace/fibonacci/README.md",
      "test-workspace/fibonacci/package.json",
      "test-workspace/fibonacci/src/fibonacci.ts",
      "test-workspace/fibonacci/src/main.ts",
      "test-workspace/fibonacci/src/sleep.ts",
      "test-workspace/fibonacci/versions/v2/fibonacci.ts",
    ]
  `);
});

it('runs and updates a TypeScript program without the modules of a checkout', async () => {
  const folder = join(scratch, 'program');
  const file = join(folder, 'main.ts');
  const source =
    "const word: string = 'one';\nfunction say(): void { console.log(word); }\nsetInterval(say, 20);\n";
  mkdirSync(folder);
  writeFileSync(file, source);
  const env = {
    ...process.env,
    RESTITCH_RUNTIME_DIR: join(scratch, 'run'),
    RESTITCH_CACHE_DIR: join(scratch, 'cache'),
  };
  const cli = join(installed, 'dist/cli.js');
  const program = spawn(process.execPath, [cli, 'run', '--session', 'packed', file], {
    cwd: folder,
    env,
  });
  onTestFinished(() => void program.kill('SIGKILL'));
  await says(program, 'one');
  writeFileSync(file, source.replace('console.log(word)', "console.log(word, 'and two')"));
  const applied = execFileSync(process.execPath, [cli, 'apply', 'packed'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(applied).toMatch(/version 2 runs/);
  await says(program, 'one and two');
});

const initialize = {
  'language-server.js': [
    '--stdio',
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    },
  ],
  'debug-adapter.js': [
    '',
    { seq: 1, type: 'request', command: 'initialize', arguments: { adapterID: 'restitch' } },
  ],
} as const;

it.each(Object.entries(initialize))('starts its %s', async (name, [argument, message]) => {
  const server = spawn(
    process.execPath,
    [join(installed, 'dist', name), ...(argument ? [argument] : [])],
    { cwd: scratch },
  );
  onTestFinished(() => void server.kill('SIGKILL'));
  const text = JSON.stringify(message);
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  await says(
    server,
    name === 'debug-adapter.js' ? '"supportsConfigurationDoneRequest":true' : '"capabilities"',
  );
});

/** Waits until a process has written a text; rejects with all that it wrote when it ends without. */
function says({ stdout, stderr }: ChildProcessWithoutNullStreams, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    for (const stream of [stdout, stderr]) {
      stream.on('data', (part: Buffer) => {
        seen += part.toString();
        if (seen.includes(text)) resolve();
      });
    }
    stdout.once('end', () => reject(new Error(`ended without ${text}:\n${seen}`)));
  });
}
