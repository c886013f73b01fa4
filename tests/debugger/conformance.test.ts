import { describe, expect, it } from 'vitest';
import { AdaptedDriver } from './conformance/adapted.js';
import { PlainDriver } from './conformance/plain.js';
import { programName, programOf, record } from './conformance/program.js';
import { asynchronous, synchronous } from './conformance/scenarios.js';
import { TestSession } from './session.js';

describe.each([
  { kind: 'synchronous', scenarios: synchronous },
  { kind: 'asynchronous', scenarios: asynchronous },
])('as plain Node: $kind', ({ kind, scenarios }) => {
  const program = programOf(scenarios, kind === 'asynchronous');
  let plain = new Map<string, string[]>();
  let adapted = new Map<string, string[]>();

  // One program for all, started once under each debugger: what follows compares what was seen of each.
  it('goes through the program and writes the same', async () => {
    const session = await TestSession.open({ [programName]: program.text });
    const direct = await PlainDriver.start(session.path(programName), program);
    plain = await record(program, scenarios, direct);
    direct.end();
    const driver = await AdaptedDriver.start(session, program);
    adapted = await record(program, scenarios, driver);
    expect(driver.output()).toBe(direct.output());
    expect(driver.output().split('\n').length).toBeGreaterThan(Object.keys(scenarios).length);
  });

  it.each(Object.keys(scenarios))('%s', (name) => {
    expect(plain.get(name)?.length ?? 0, 'nothing was seen').toBeGreaterThan(0);
    const { differs } = scenarios[name] ?? {};
    if (differs === undefined) expect(adapted.get(name)).toEqual(plain.get(name));
    else expect(adapted.get(name), differs).not.toEqual(plain.get(name));
  });
});
