import type { Scenario } from './scenarios.js';

/** A program that goes through scenarios. */
export interface ConformanceProgram {
  text: string;
  /** 1-based, of its breakpoints. */
  lines: number[];
  /** The scenario that a line belongs to. */
  scenarioAt: (line: number) => string | undefined;
}

const NAME = 'main.js';

export function programOf(
  scenarios: Record<string, Scenario>,
  isAsync: boolean,
): ConformanceProgram {
  const lines: string[] = [];
  const owner: string[] = [];
  const names = Object.keys(scenarios);
  for (const name of names) {
    const whole = `${isAsync ? 'async ' : ''}function ${name}_() {\n${scenarios[name]?.body ?? ''}\n}`;
    for (const line of whole.split('\n')) {
      lines.push(line);
      owner[lines.length] = name;
    }
  }
  const show = (name: string): string =>
    `console.log('${name}', ${isAsync ? 'await ' : ''}${name}_());`;
  const calls = names.map(show).join('\n');
  lines.push(...(isAsync ? `(async () => {\n${calls}\n})();` : calls).split('\n'));
  const marked = lines.flatMap((line, index) => (line.endsWith('// @') ? [index + 1] : []));
  return { text: `${lines.join('\n')}\n`, lines: marked, scenarioAt: (line) => owner[line] };
}

/** What a debugger shows at a stop. */
export interface Seen {
  reason: string;
  /** `name:line` of the program's frames, innermost first; async parts after a `|`. */
  stack: string[];
}

/** A debugger as the conformance run uses it. */
export interface Driver {
  /** The next stop; `undefined` when the program has ended. */
  stop(): Promise<Seen | undefined>;
  go(command: 'continue' | 'next' | 'stepIn' | 'stepOut'): Promise<void>;
  /** `name: value` of the innermost function's variables, sorted. */
  variables(): Promise<string>;
  evaluate(expression: string): Promise<string>;
  assign(name: string, value: string): Promise<string>;
  /** What the program wrote to stdout. */
  output(): string;
}

/** Goes through a program; what was seen of each scenario, in order. */
export async function record(
  program: ConformanceProgram,
  scenarios: Record<string, Scenario>,
  driver: Driver,
): Promise<Map<string, string[]>> {
  const seen = new Map<string, string[]>();
  let at = await driver.stop();
  while (at) {
    const name = program.scenarioAt(Number(at.stack[0]?.split(':')[1])) ?? 'outside';
    const isFirst = !seen.has(name);
    const log = seen.get(name) ?? [];
    seen.set(name, log);
    log.push(show(at));
    if (isFirst) {
      for (const action of scenarios[name]?.actions ?? []) {
        at = await perform(action, driver, log);
        if (!at) return seen;
      }
    }
    await driver.go('continue');
    at = await driver.stop();
  }
  return seen;
}

const show = ({ reason, stack }: Seen): string => `${reason} ${stack.join(' ')}`;

/** @returns `undefined` when the program has ended with the step */
async function perform(action: string, driver: Driver, log: string[]): Promise<Seen | undefined> {
  const still: Seen = { reason: '', stack: [] };
  if (action === 'vars') {
    // From Node 22 on, V8 leaves out variables whose declaration has not been reached.
    const isLeftOut = Number(process.versions.node.split('.')[0]) >= 22;
    const all = await driver.variables();
    log.push(`  ${isLeftOut ? all.replace(/(^|, )\w+: undefined(?=,|$)/g, '') : all}`);
    return still;
  }
  if (action.startsWith('= ')) {
    log.push(`  ${action} is ${await driver.evaluate(action.slice(2))}`);
    return still;
  }
  if (action.includes(' := ')) {
    const [name = '', value = ''] = action.split(' := ');
    log.push(`  ${action} gives ${await driver.assign(name, value)}`);
    return still;
  }
  await driver.go(action as 'next' | 'stepIn' | 'stepOut');
  const stop = await driver.stop();
  if (stop) log.push(`${action}: ${show(stop)}`);
  return stop;
}

export { NAME as programName };
