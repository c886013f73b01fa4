import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge, listPrograms, type Program } from '../programs/manifest.js';
import { copyVersion, overlayVersion } from '../programs/materialise.js';
import { project, startProgram } from './command.js';
import { apply } from './planning.js';

describe('the programs of the test-workspace, as people run them', () => {
  const slower: Record<string, string[]> = {
    fibonacci: ['--n', '20', '--pause', '150'],
    sort: ['--length', '16', '--pause', '400'],
    'socket-server': ['--clients', '50', '--rounds', '12', '--latency', '600', '--status', '0'],
    'http-server': ['--rounds', '12', '--reports', '6', '--delay', '500'],
    'queue-worker': ['--jobs', '120', '--pause', '40'],
    'generator-pipeline': ['--limit', '60', '--pause', '400'],
    'game-of-life': '--generations 200 --interval 40 --width 16 --height 12 --plain'.split(' '),
    simulation: '--people 150000 --days 300 --every 3 --towns 2'.split(' '),
    prototypes: ['--transfers', '120', '--pause', '40', '--quiet', '3'],
    'producer-consumer': ['--items', '600', '--first', '101', '--pause', '10'],
  };
  const cases = listPrograms().map((program) => [program.name, program] as const);

  it.each(cases)('%s', async (name, program: Program) => {
    const [update] = program.updates;
    if (!update) throw new Error('no update');
    const folder = project({});
    await copyVersion(program, update.from, folder);
    const running = startProgram(
      ['--session', name, program.entry, ...(slower[name] ?? [])],
      folder,
    );
    await running.says('\n');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await overlayVersion(program, update.to, folder);
    const options = update.yes ? ['--yes'] : [];
    if (update.plan !== undefined) {
      cpSync(join(program.folder, update.plan), join(folder, 'plan.json'));
      options.push('--plan', join(folder, 'plan.json'));
    }
    const { code, result } = await apply(folder, name, ...options);
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', version: 2 });
    expect(code).toBe(0);
    expect(result.threads, JSON.stringify(result)).toHaveLength(program.threads);
    const { stdout, stderr, code: ended } = await running.ended;
    expect(stderr).toBe('');
    expect(ended).toBe(0);
    const run = { stdout, from: update.from, to: update.to };
    expect(await judge(program, run), stdout).toBeUndefined();
    expect(readFileSync(join(folder, program.entry), 'utf8')).not.toBe('');
  });
});
