import { describe, expect, it } from 'vitest';
import { InspectorLink, type EvaluateResponse } from './inspector-link.js';

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
