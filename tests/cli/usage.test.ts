import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, restitch, runPlain } from './command.js';

describe('the command line', () => {
  it.each([['--help'], ['-h'], ['help'], [], ['run', '--help'], ['apply', '--help'], ['ps', '-h']])(
    'explains itself: %s',
    async (...args: string[]) => {
      const { code, stdout, stderr } = await restitch(args, project({}));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^restitch: live updates/);
      expect(stdout).toContain('restitch rollback NAME [--json]');
    },
  );

  it.each([
    [['unheard-of'], 'There is no command unheard-of.'],
    [['run'], 'run needs the program to run.'],
    [['run', '--nothing', 'a.js'], 'run has no option --nothing.'],
    [['run', '--session'], '--session needs a value.'],
    [['apply'], 'The session’s name is missing.'],
    [['apply', 'a', 'b'], 'There is no use for b.'],
    [['apply', 'a', '--timeout', 'soon'], '--timeout needs milliseconds.'],
    [['stack', 'a', '--nothing'], "Unknown option '--nothing'"],
    [['instrument'], 'The file is missing.'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await restitch(args, project({}));
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(`restitch: ${message}`);
  });

  it('names a program that is not there', async () => {
    const folder = project({});
    const { code, stderr } = await restitch(['run', 'nothing.ts'], folder);
    expect({ code, stderr }).toEqual({
      code: 64,
      stderr: `restitch: RS1008 There is no such program. ${join(folder, 'nothing.ts')}\n`,
    });
  });

  it('refuses a folder for sockets that is not a folder of one’s own', async () => {
    const folder = project({ 'a.cjs': 'console.log(1)', 'node_modules/.restitch/run': 'a file' });
    const { code, stdout, stderr } = await restitch(['run', 'a.cjs'], folder);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^restitch: RS1009 /);
  });

  it('names a plan that cannot be read', async () => {
    const folder = project({});
    const { code, stderr } = await restitch(['apply', 'a', '--plan', 'no.json'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^no\.json: error RS1006: The plan cannot be read: ENOENT/);
  });
});

describe('instrument', () => {
  it('prints what would be loaded, with a map back to what was written', async () => {
    const source = 'export function f(n: number): number {\n  return n > 0 ? f(n - 1) : 0;\n}\n';
    const folder = project({ 'a.ts': source });
    const { code, stdout } = await restitch(['instrument', 'a.ts'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('Symbol.for("restitch")');
    const [text = '', data = ''] = stdout.split(
      '//# sourceMappingURL=data:application/json;base64,',
    );
    const map = JSON.parse(Buffer.from(data, 'base64').toString()) as { sources: string[] };
    expect(map.sources).toEqual([`file://${folder}/a.ts`]);
    writeFileSync(join(folder, 'out.mjs'), text);
    expect((await runPlain(['--check', 'out.mjs'], folder)).stderr).toBe('');
  });

  it('says where a file does not parse', async () => {
    const folder = project({ 'a.mjs': 'let x;\nlet let;\n', 'b.ts': 'let x: = 1' });
    const js = await restitch(['instrument', 'a.mjs'], folder);
    expect(js.code).toBe(2);
    expect(js.stderr).toMatch(/^a\.mjs:2: error RS1101: The source does not parse: /);
    const ts = await restitch(['instrument', 'b.ts'], folder);
    expect(ts.code).toBe(2);
    expect(ts.stderr).toMatch(/^b\.ts:1: error RS1102: The TypeScript source does not parse: /);
    const none = await restitch(['instrument', 'c.ts'], folder);
    expect(none.stderr).toMatch(/RS1008/);
  });
});
