import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/run-command.mjs';

describe('runCommand', () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'restitch-run-'));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('gives the exit code and both outputs', async () => {
    const program = "console.log('out'); console.error('err'); process.exitCode = 7;";
    const { code, output } = await runCommand(process.execPath, ['-e', program], { quiet: true });
    expect(code).toBe(7);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('does not let a signal pass for success', async () => {
    const program = "process.kill(process.pid, 'SIGKILL');";
    const { code } = await runCommand(process.execPath, ['-e', program], { quiet: true });
    expect(code).toBe(1);
  });

  it.skipIf(process.platform === 'win32')(
    'kills what the command has started when the time is over',
    async () => {
      const file = join(scratch, 'pid');
      const program = `
        const { spawn } = require('node:child_process');
        const child = spawn(process.execPath, ['-e', 'while (true);'], { stdio: 'ignore' });
        require('node:fs').writeFileSync(${JSON.stringify(file)}, String(child.pid));
        setInterval(() => {}, 1000);`;
      const { code, timedOut } = await runCommand(process.execPath, ['-e', program], {
        quiet: true,
        timeoutMs: 1500,
      });
      expect({ code, timedOut }).toEqual({ code: 1, timedOut: true });
      const pid = Number(await readFile(file, 'utf8'));
      await expect.poll(() => isRunning(pid)).toBe(false);
    },
  );

  it('rejects when there is no such command', async () => {
    await expect(runCommand(join(scratch, 'none'), [])).rejects.toThrow(/ENOENT/);
  });
});

/** A killed process whose parent has not collected it yet no longer runs. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !/^\d+ \(.*\) Z/.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
