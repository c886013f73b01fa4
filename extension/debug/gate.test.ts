import { expect, test } from 'vitest';
import { Gate } from './gate.js';
import type { DapMessage } from './process-adapter.js';

const request = (command: string, seq = 1): DapMessage => ({ type: 'request', command, seq });

test('what lets the program run waits; everything else passes', async () => {
  const passed: string[] = [];
  let open = (): void => undefined;
  const before = new Promise<void>((resolve) => (open = resolve));
  const gate = new Gate(
    ({ command = '' }) => passed.push(command),
    () => before,
  );
  for (const command of ['next', 'stackTrace', 'disconnect']) gate.handle(request(command));
  await Promise.resolve();
  expect(passed).toEqual(['stackTrace', 'disconnect']);
  open();
  await before;
  await Promise.resolve();
  expect(passed).toEqual(['stackTrace', 'disconnect', 'next']);
});

test('a failure before it does not keep the program from going on', async () => {
  const passed: string[] = [];
  const gate = new Gate(
    ({ command = '' }) => passed.push(command),
    () => Promise.reject(new Error('refused')),
  );
  gate.handle(request('continue'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(passed).toEqual(['continue']);
});

test('nothing to do first: passes at once', () => {
  const passed: string[] = [];
  new Gate(
    ({ command = '' }) => passed.push(command),
    () => undefined,
  ).handle(request('continue'));
  expect(passed).toEqual(['continue']);
});
