import { describe, expect, it } from 'vitest';
import { InspectorLink, type EvaluateResponse } from './inspector-link.js';
import { slotIndex, transportSlots } from './thread-rows.js';

/** A link to a thread that answers its n-th question with `answers[n]`, the last one again and again. */
function linkTo(answers: EvaluateResponse[]): { link: InspectorLink; asked: () => number } {
  let asked = 0;
  const rows = new Int32Array(new SharedArrayBuffer(4096));
  const link = new InspectorLink(3, 'worker 3', 1, rows, (_method, _params, settle) => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    queueMicrotask(() => settle(null, answer));
  });
  return { link, asked: () => asked };
}

const barred: EvaluateResponse = {
  exceptionDetails: { text: 'Uncaught', exception: { value: 'illegal access' } },
};

describe('an evaluation in a thread that may run no JavaScript for now', () => {
  it('is asked for again until it runs', async () => {
    const { link, asked } = linkTo([barred, barred, { result: { value: 7 } }]);
    expect(await link.evaluate('3 + 4')).toBe(7);
    expect(asked()).toBe(3);
  });

  it('ends with the thread', async () => {
    const { link } = linkTo([barred]);
    const evaluation = link.evaluate('1', 60_000);
    setTimeout(() => link.end(), 10);
    await expect(evaluation).rejects.toMatchObject({ reason: 'ended' });
  });

  it('is given up when its time is over', async () => {
    const { link } = linkTo([barred]);
    await expect(link.evaluate('1', 20)).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('fails with the error that the expression itself throws', async () => {
    const thrown = { text: 'Uncaught', exception: { description: 'Error: no' } };
    const { link, asked } = linkTo([{ exceptionDetails: thrown }]);
    await expect(link.evaluate('1')).rejects.toMatchObject({ reason: 'exception' });
    expect(asked()).toBe(1);
  });
});

describe('an evaluation after one that was given up', () => {
  /** A thread that answers nothing until it is told to, and knows what has been given up. */
  function slowThread(): { connect: () => InspectorLink; answer: () => void } {
    const rows = new Int32Array(new SharedArrayBuffer(4096));
    const waiting: (() => void)[] = [];
    const cancelled = slotIndex(1, transportSlots.cancelled);
    const connect = (): InspectorLink =>
      new InspectorLink(3, 'worker 3', 1, rows, (_method, params, settle) => {
        const { expression } = params as { expression: string };
        const [, number, mark, value] =
          /cancelled\((\d+)\)\?(".*?"):\((.*)\)$/.exec(expression) ?? [];
        waiting.push(() => {
          const isOver = Atomics.load(rows, cancelled) >= Number(number);
          const text = isOver ? mark : value;
          settle(null, { result: { value: JSON.parse(text ?? 'null') as unknown } });
        });
      });
    return { connect, answer: () => waiting.splice(0).forEach((settle) => settle()) };
  }

  it('is not taken for it, by whatever link it is made', async () => {
    const { connect, answer } = slowThread();
    const first = connect();
    for (const time of [5, 10, 15]) {
      await expect(first.evaluate('1', time)).rejects.toMatchObject({ reason: 'timeout' });
    }
    const evaluation = connect().evaluate('7', 60_000);
    answer();
    expect(await evaluation).toBe(7);
  });

  it('is asked for again when it was asked for before the one that was given up', async () => {
    const { connect, answer } = slowThread();
    const evaluation = connect().evaluate('7', 60_000);
    await expect(connect().evaluate('1', 5)).rejects.toMatchObject({ reason: 'timeout' });
    answer();
    answer();
    expect(await evaluation).toBe(7);
  });
});
