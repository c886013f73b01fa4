import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan, type ModulePlan } from '../../protocol/plan.js';
import type { ApplyResult, PlanResult } from '../../protocol/results.js';
import type { SessionRecord } from '../../protocol/session.js';
import { openSessionFolder } from '../../runtime-agent/coordinator/session-folder.js';
import { restitch, write } from './command.js';

export interface Applied {
  code: number | null;
  result: ApplyResult;
}

/** Runs `apply`; further arguments may name a plan. */
export async function apply(folder: string, ...args: string[]): Promise<Applied> {
  const { stdout, stderr, code } = await restitch(['apply', ...args, '--json'], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  return { code, result: JSON.parse(stdout) as ApplyResult };
}

export async function rollback(folder: string, name: string): Promise<Applied> {
  const { stdout, stderr, code } = await restitch(['rollback', name, '--json'], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  return { code, result: JSON.parse(stdout) as ApplyResult };
}

export const codesOf = ({ diagnostics }: { diagnostics: { code: string }[] }): string[] =>
  diagnostics.map(({ code }) => code);

/** What `plan --json` prints. */
export async function plan(
  folder: string,
  ...args: string[]
): Promise<Omit<PlanResult, 'text'> & { code: number | null }> {
  const { stdout, stderr, code } = await restitch(['plan', ...args, '--json'], folder);
  if (stdout === '') throw new Error(`no plan: ${stderr}`);
  return { code, ...(JSON.parse(stdout) as PlanResult) };
}

/** Has `plan` write `plan.json`, and the developer decide something in it. */
export async function decide(
  folder: string,
  name: string,
  decisions: (module: ModulePlan) => void,
): Promise<ModulePlan> {
  const { code, stderr } = await restitch(['plan', name, '--out', 'plan.json'], folder);
  if (code !== 0) throw new Error(`plan: ${stderr}`);
  const document = readPlan(readFileSync(join(folder, 'plan.json'), 'utf8'));
  const [module] = document.modules;
  if (!module) throw new Error('nothing has changed');
  decisions(module);
  write(folder, 'plan.json', JSON.stringify(document, null, 2));
  return module;
}

/** The one entry that satisfies a test; the rest of the list is for the message. */
export function only<T>(entries: readonly T[], test: (entry: T) => boolean): T {
  const [found, second] = entries.filter(test);
  if (!found || second) throw new Error(`not one of ${JSON.stringify(entries, null, 1)}`);
  return found;
}

/** The only session of a test's folder, for calls without a command line. */
export function sessionIn(folder: string): SessionRecord {
  const run = join(folder, 'node_modules/.restitch/run');
  const [session] = openSessionFolder(run).list();
  if (!session) throw new Error('no session');
  return session;
}
