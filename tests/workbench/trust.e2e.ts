import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Window } from './window.js';

const command = join(import.meta.dirname, '../../dist/cli.js');
const file = 'ticker.mjs';
const program = `let count = 0;
setInterval(() => console.log(\`tick \${(count += 1)}\`), 300);
`;

let window: Window;
let child: ChildProcess | undefined;
beforeAll(async () => {
  window = await Window.open({ scenario: 'trust', askForTrust: true, files: { [file]: program } });
});
afterAll(async () => {
  child?.kill();
  await window?.picture('end');
  await window?.close();
});

const dialog = (text: string) => window.page.locator('.monaco-dialog-box', { hasText: text });
const statusItem = () => window.page.locator('.statusbar-item', { hasText: /v\d+ live/ });

it('a folder that is not trusted has nothing looked for or started in it', async () => {
  await window.status('Restricted Mode');
  const entry = join(window.folder, file);
  child = spawn(process.execPath, [command, 'run', entry], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RESTITCH_RUNTIME_DIR: window.sessionFolder },
  });
  await new Promise((resolve) => child?.stdout?.once('data', resolve));
  await window.openFile(file);
  await window.page.keyboard.press('F5');
  const wants = dialog('trust');
  await wants.waitFor();
  await window.picture('start-asks');
  await window.page.keyboard.press('Escape');
  await wants.waitFor({ state: 'hidden' });
  expect(await statusItem().count()).toBe(0);
  expect(await window.page.locator('.debug-toolbar:visible').count()).toBe(0);
  await window.picture('restricted');
});

it('once it is trusted its running programs are found', async () => {
  await window.run('Workspaces: Manage Workspace Trust');
  await window.page.getByRole('button', { name: 'Trust', exact: true }).click();
  await window.page.getByText('You trust this folder').waitFor();
  await window.page.keyboard.press('Escape');
  await window.openFile(file);
  await statusItem().first().waitFor();
  await window.edit(file, (text) => text.replace('tick ', 'tock '));
  await window.status(/v1 live, 1 pending/);
  const said = new Promise<void>((resolve) => {
    child?.stdout?.on('data', (text: Buffer) => {
      if (text.includes('tock')) resolve();
    });
  });
  await window.press('Alt+F10');
  await said;
  await window.status('v2 live');
});
