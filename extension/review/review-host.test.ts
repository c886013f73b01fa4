import { describe, expect, it } from 'vitest';
import type { OverrideAnswer, ReviewAnswer } from '../../protocol/lsp/index.js';
import { REVIEW_PROTOCOL, type FrameValues, type ToPanel } from '../../protocol/review.js';
import { plainText } from '../translate.js';
import { ReviewHost, type ReviewPorts } from './review-host.js';

const answer: ReviewAnswer = {
  session: 'depot',
  version: 3,
  plan: { format: 3, modules: [] },
  unsaved: [],
  diagnostics: [],
  modules: [],
  threads: [],
  unreachable: ['worker 2'],
};

async function* none(): AsyncGenerator<FrameValues, void> {
  // No debugger has stopped the program.
}

function start(more: Partial<ReviewPorts> = {}): { host: ReviewHost; told: ToPanel[] } {
  const told: ToPanel[] = [];
  const never = (): never => {
    throw new Error('not asked for');
  };
  const ports: ReviewPorts = {
    post: (message) => void told.push(message),
    review: () => Promise.resolve(answer),
    override: () => Promise.resolve<OverrideAnswer>({ accepted: true }),
    apply: () => Promise.resolve({ text: 'no', isDone: false, isError: true }),
    values: none,
    canLook: () => false,
    look: never,
    folders: () => [],
    openDiff: never,
    openSource: never,
    openPlan: never,
    editTransformer: never,
    close: never,
    t: plainText,
    ...more,
  };
  return { host: new ReviewHost(ports), told };
}

const kinds = (told: readonly ToPanel[]): string[] =>
  told.map(({ type }) => type).filter((type) => type !== 'values');
const decide = { type: 'decide', id: 7, uri: 'file:///a.mjs' } as const;
const decision = { section: 'bindings', name: 'limit', override: { keep: true } } as const;

describe('the host of the panel', () => {
  it('says nothing before the panel is ready, then all', async () => {
    const { host, told } = start();
    await host.refresh();
    expect(told).toEqual([]);
    await host.receive({ type: 'ready', protocol: REVIEW_PROTOCOL });
    expect(kinds(told)).toEqual(['working', 'model']);
    expect(told[1]).toMatchObject({ model: { session: 'depot', unreachable: ['worker 2'] } });
  });

  it('tells values as they come, and lets decisions pass', async () => {
    let goOn = (): void => undefined;
    const frame = (at: number): FrameValues => ({ thread: 0, frame: at, values: {} });
    async function* slow(): AsyncGenerator<FrameValues, void> {
      yield frame(0);
      await new Promise<void>((resolve) => (goOn = resolve));
      yield frame(1);
    }
    const { host, told } = start({ values: slow });
    await host.receive({ type: 'ready', protocol: REVIEW_PROTOCOL });
    await host.receive({ ...decide, decision });
    expect(kinds(told)).toEqual(['working', 'model', 'model', 'accepted']);
    goOn();
    const frames = [frame(0), frame(1)];
    await expect.poll(() => told.at(-1)).toEqual({ type: 'values', frames, canLook: false });
  });

  it('has the program stand still while it is looked at, and go on whatever comes of it', async () => {
    const order: string[] = [];
    async function* seen(): AsyncGenerator<FrameValues, void> {
      await Promise.resolve();
      order.push('values');
      yield { thread: 0, frame: 0, values: { sum: '1' } };
    }
    const look = { values: seen, leave: () => Promise.resolve(void order.push('left')) };
    let reviews = 0;
    const { host, told } = start({
      look: () => Promise.resolve(look).finally(() => order.push('stopped')),
      canLook: () => true,
      review: () => {
        order.push('review');
        return (reviews += 1) < 3 ? Promise.resolve(answer) : Promise.reject(new Error('gone'));
      },
    });
    await host.receive({ type: 'ready', protocol: REVIEW_PROTOCOL });
    await host.receive({ type: 'look' });
    expect(told.at(-1)).toMatchObject({ frames: [{ values: { sum: '1' } }], canLook: true });
    await host.receive({ type: 'look' });
    expect(told.at(-1)).toMatchObject({ type: 'told', text: 'gone', isError: true });
    expect(order).toEqual([
      'review',
      ...['stopped', 'review', 'values', 'left'],
      ...['stopped', 'review', 'left'],
    ]);
  });

  it('refuses a panel of another version', async () => {
    const { host, told } = start();
    await host.receive({ type: 'ready', protocol: REVIEW_PROTOCOL + 1 });
    expect(told).toMatchObject([{ type: 'told', isError: true, isOver: true }]);
  });

  it('plans again before it says that a decision is accepted', async () => {
    const { host, told } = start();
    await host.receive({ ...decide, decision });
    expect(kinds(told)).toEqual(['model', 'accepted']);
  });

  it('says why a decision is refused, also when the server does not answer', async () => {
    const refusing = start({
      override: () => Promise.resolve({ accepted: false, reason: 'no such entry' }),
    });
    await refusing.host.receive({ ...decide, decision });
    expect(refusing.told).toEqual([{ type: 'refused', id: 7, reason: 'no such entry' }]);
    const silent = start({ override: () => Promise.resolve(undefined) });
    await silent.host.receive({ ...decide, decision });
    expect(silent.told).toMatchObject([{ type: 'refused', id: 7 }]);
  });

  it('goes on after a failure, in order', async () => {
    let calls = 0;
    const review = (): Promise<ReviewAnswer> =>
      calls++ === 0 ? Promise.reject(new Error('ended')) : Promise.resolve(answer);
    const { host, told } = start({ review });
    void host.receive({ type: 'ready', protocol: REVIEW_PROTOCOL });
    await host.refresh();
    expect(told[1]).toEqual({ type: 'told', text: 'ended', isError: true, isOver: false });
    expect(kinds(told.slice(2))).toEqual(['working', 'model']);
  });

  it('stays open when the update is refused, and shows what is so now', async () => {
    const { host, told } = start();
    await host.receive({ type: 'apply' });
    expect(kinds(told)).toEqual(['working', 'model', 'told']);
    expect(told.at(-1)).toMatchObject({ text: 'no', isOver: false });
  });
});
