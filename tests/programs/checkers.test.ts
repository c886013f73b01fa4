import { describe, expect, test } from 'vitest';
import { judge, listPrograms, type Program } from './manifest.js';

const programs = listPrograms();

function program(name: string): Program {
  const found = programs.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no program ${name}`);
  return found;
}

/** The lines that a version of a program prints alone. */
function linesOf(name: string, version: string): string[] {
  return program(name).expected.get(version)?.trimEnd().split('\n') ?? [];
}

const joined = (lines: string[]): string => lines.join('\n') + '\n';

/** Complaints about runs that keep to one version; the expected output is left out of it. */
async function judgeAlone(subject: Program, version: string, lines: string[]): Promise<string> {
  const blind = { ...subject, expected: new Map<string, string>() };
  const run = { stdout: joined(lines), from: version, to: version };
  return (await judge(blind, run)) ?? 'right';
}

const cases = programs.flatMap((subject) =>
  [...subject.expected.keys()].map((version) => [subject.name, version] as const),
);

describe.each(cases)('the checker of %s, alone with %s', (name, version) => {
  const subject = program(name);
  const lines = linesOf(name, version);

  test('accepts what that version prints', async () => {
    expect(await judgeAlone(subject, version, lines)).toBe('right');
  });

  test('misses no line that is lost or doubled', async () => {
    for (const [index, line] of lines.entries()) {
      const lost = lines.toSpliced(index, 1);
      const doubled = lines.toSpliced(index, 0, line);
      expect(await judgeAlone(subject, version, lost), `lost: ${line}`).not.toBe('right');
      expect(await judgeAlone(subject, version, doubled), `doubled: ${line}`).not.toBe('right');
    }
  });

  test('misses no wrong digit', async () => {
    for (const [index, line] of lines.entries()) {
      for (const { index: at, 0: digit } of line.matchAll(/\d/g)) {
        const wrong = line.slice(0, at) + ((Number(digit) + 1) % 10) + line.slice(at + 1);
        expect(await judgeAlone(subject, version, lines.with(index, wrong)), wrong).not.toBe(
          'right',
        );
      }
    }
  });

  test('tells this version from the others', async () => {
    const others = subject.versions.filter((other) => other !== version);
    for (const other of others) {
      const foreign = linesOf(name, other);
      expect(await judgeAlone(subject, version, foreign), other).not.toBe('right');
    }
  });
});

/** Outputs of runs that change from v1 to v2 on the way, and whether they are right. */
const mixes: [name: string, what: string, lines: string[], right: boolean, updatedAt?: number][] = [
  ['fibonacci', 'deep in the recursion', fibonacciMix(18, 1), true, 18],
  ['fibonacci', 'between counting and telling', fibonacciMix(18, 0), true, 18],
  ['fibonacci', 'the count does not start anew', fibonacciMix(18, 7), false],
  ['fibonacci', 'old code runs after the commit', fibonacciMix(18, 1), false, 16],
  [
    'fibonacci',
    'back to the old code',
    fibonacciMix(18, 1).with(21, fibonacciMix(24, 0)[21] ?? ''),
    false,
  ],
  ['queue-worker', 'between two jobs', queueMix(6, 1), true, 6],
  ['queue-worker', 'after a job is done, before it is told', queueMix(6, 0), true],
  ['queue-worker', 'the count does not start anew', queueMix(6, 6), false],
  [
    'queue-worker',
    'a job in hand',
    queueMix(6, 1).with(6, '#6 RESIZE (size 22): 22000 bytes, 1 handled'),
    true,
  ],
  [
    'queue-worker',
    'two jobs in hand',
    queueMix(6, 1)
      .with(6, '#6 RESIZE (size 22): 22000 bytes, 1 handled')
      .with(7, '#7 CROP (size 59): 59000 bytes, 2 handled'),
    false,
  ],
  ['generator-pipeline', 'a half-full batch', pipelineMix([14, 15, 18]), true],
  ['generator-pipeline', 'a number is lost', pipelineMix([14, 15]), false],
  ['generator-pipeline', 'a number comes late', pipelineMix([14, 18, 15]), false],
  ['game-of-life', 'before the edges matter', lifeMix(5), true],
  ['game-of-life', 'new rules, old ones, new ones', lifeMix(20, 15), false],
  ['simulation', 'in the first town', simulationMix(4), true, 4],
  ['simulation', 'old lines after the commit', simulationMix(4), false, 2],
  ['prototypes', 'between two transfers', prototypesMix(9), true, 9],
  ['prototypes', 'the new listener comes first', prototypesMix(9).with(0, '  Bo -29 = 71'), false],
  ['socket-server', 'one request in flight each', socketMix('{"total":6,"count":1}'), true],
  ['socket-server', 'the state is lost', socketMix('{"total":3,"count":1}'), false],
  ['socket-server', 'counted by the old code', socketMix('{"total":6,"count":3}'), false],
  ['http-server', 'one round in flight', httpMix([1, 2, 2, 2]), true],
  ['http-server', 'a reply without a new header', httpMix([1, 2, 1, 2]), true],
  ['http-server', 'an old reply in the round after', httpMix([1, 2, 2, 2, 1]), false],
  ['producer-consumer', 'between two items', consumerMix('composite', '3 x 35', '3 x 37'), true],
  ['producer-consumer', 'back to the old', consumerMix('composite', '3 x 35', 'composite'), false],
  ['producer-consumer', 'a wrong factor', consumerMix('composite', '5 x 21', '3 x 37'), false],
  ['producer-consumer', 'not prime', consumerMix('composite', 'prime', '3 x 37'), false],
];

test.each(mixes)('%s: %s', async (name, _what, lines, right, updatedAt) => {
  const run = { stdout: joined(lines), from: 'v1', to: 'v2' };
  const complaint = await judge(
    program(name),
    updatedAt === undefined ? run : { ...run, updatedAt },
  );
  if (right) expect(complaint).toBeUndefined();
  else expect(complaint).toBeTypeOf('string');
});

/** v1 up to line `at`, then v2, whose count of finished calls starts at `first`. */
function fibonacciMix(at: number, first: number): string[] {
  let count = first;
  return linesOf('fibonacci', 'v1').map((line, index) => {
    const later = index < at ? line : (linesOf('fibonacci', 'v2')[index] ?? '');
    return later.replace(/\d+ finished/, () => `${count++} finished`);
  });
}

function queueMix(at: number, first: number): string[] {
  let count = first;
  return linesOf('queue-worker', 'v1').map((line, index) => {
    const later = index < at ? line : (linesOf('queue-worker', 'v2')[index] ?? '');
    return later.replace(/\d+ handled/, () => `${count++} handled`);
  });
}

/** One batch and a half of v1, then `middle`, then the multiples of three that follow 18. */
function pipelineMix(middle: number[]): string[] {
  const sums = [21, 30, 39, 48, 57].map((start) => {
    const batch = [start, start + 3, start + 6].filter((number) => number <= 60);
    return tell(batch);
  });
  const lines = ['2 4 6 8', tell([10, 12, ...middle]), ...sums];
  return [...lines.map((line, index) => `${index + 1}. ${line}`), `${lines.length} batches`];
}

function tell(batch: number[]): string {
  const sum = batch.reduce((total, number) => total + number, 0);
  return `${batch.map((number) => `<${number}>`).join(' ')} sum ${sum}`;
}

/**
 * v1 up to `generation`, then v2, whose ages start there: no cell is old for four generations.
 * The generation `early` is v2's too, but told in v1's manner.
 */
function lifeMix(generation: number, early?: number): string[] {
  const size = 13;
  return linesOf('game-of-life', 'v1').map((line, index) => {
    const now = Math.floor(index / size);
    const later = linesOf('game-of-life', 'v2')[index] ?? '';
    if (now === early) return later.replaceAll('@', '#').replace(/, \d+ of them old/, '');
    if (now < generation) return line;
    return now > generation + 4
      ? later
      : later.replaceAll('@', '#').replace(/\d+ of them/, '0 of them');
  });
}

/** v1 up to line `at`, then v2, as if nobody had been vaccinated; the peak starts anew. */
function simulationMix(at: number): string[] {
  let peak = 0;
  return linesOf('simulation', 'v1').map((line, index) => {
    if (line.startsWith('town')) peak = 0;
    if (index < at || line.startsWith('town')) return line;
    const told = `${line}, 0 vaccinated, peak so far ${peak}`;
    peak = Math.max(peak, Number(/(\d+) infected/.exec(line)?.[1]));
    return told;
  });
}

function prototypesMix(at: number): string[] {
  const [before, after] = ['v1', 'v2'].map((version) => linesOf('prototypes', version));
  return [...(before ?? []).slice(0, at), ...(after ?? []).slice(at)];
}

/** All clients change after two replies of v1; `third` is the first reply of v2 to client 0. */
function socketMix(third: string): string[] {
  return linesOf('socket-server', 'v1').map((line, index) => {
    if (!line.startsWith('client')) return line;
    const later = linesOf('socket-server', 'v2')[index]?.split(' | ').slice(2) ?? [];
    const counted = later.map((reply, place) =>
      reply.replace(/"count":\d/, `"count":${place + 1}`),
    );
    if (index === 1) counted[0] = third;
    return [...line.split(' | ').slice(0, 2), ...counted].join(' | ');
  });
}

/** A round of v1, then the given versions for the next replies, then v2. */
function httpMix(versions: number[]): string[] {
  return linesOf('http-server', 'v1').map((line, index) => {
    const later = linesOf('http-server', 'v2')[index] ?? '';
    const version = index < 4 ? 1 : (versions[index - 4] ?? 2);
    return version === 1 ? line : later;
  });
}

/** What one consumer says about the numbers from 99 to 111, of which three can be divided. */
function consumerMix(...verdicts: [string, string, string]): string[] {
  const items = [99, 101, 103, 105, 107, 109, 111].map((item, index) => {
    const verdict = index % 3 === 0 ? verdicts[index / 3] : 'prime';
    return `consumer 0: ${item} is ${verdict}`;
  });
  return [...items, `${items.length} produced, 0 lost, 0 doubled`];
}
