import { expect, it } from 'vitest';
import { buildReview } from '../../extension/review/build-model.js';
import { pendingChangesRequest, type PendingChange } from '../../protocol/lsp/index.js';
import { depot, edited, READY } from './depot.js';
import { LiveReview } from './live-review.js';

it('the pending changes have as many questions as the review asks', async () => {
  // Two variables of one function.
  const text = edited(6)
    .replace('  const since', '  const until = clock();\n  const since')
    .replace('shelf, since)', 'shelf, since, until)');
  const live = await LiveReview.start(depot(6), READY, text);
  const model = buildReview(await live.review(), [live.folder]);
  const [uri = ''] = model.modules.map((module) => module.uri);
  const asked = async (): Promise<[pending: number, review: number]> => {
    const { questions } = buildReview(await live.review(), [live.folder]);
    const changes: PendingChange[] = await live.client.sendRequest(
      pendingChangesRequest.method,
      {},
    );
    return [changes.reduce((sum, change) => sum + change.questions, 0), questions.length];
  };
  const counts = [await asked()];
  for (const { proposal } of model.questions) {
    if (proposal) await live.override({ ...proposal, uri });
    counts.push(await asked());
  }
  expect(counts).toEqual([
    [2, 2],
    [1, 1],
    [0, 0],
  ]);
});

it('they have as many also when it was decided that a function has no successor', async () => {
  const live = await LiveReview.start(depot(6), READY, edited(6));
  const before = buildReview(await live.review(), [live.folder]);
  const [uri = ''] = before.modules.map((module) => module.uri);
  const decision = { section: 'functions' as const, old: 'load', override: { now: null } };
  expect(await live.override({ uri, decision })).toEqual({ accepted: true });
  const { questions } = buildReview(await live.review(), [live.folder]);
  const changes: PendingChange[] = await live.client.sendRequest(pendingChangesRequest.method, {});
  expect(changes.reduce((sum, change) => sum + change.questions, 0)).toBe(questions.length);
  expect(questions.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^How does load go on\?/),
  );
});
