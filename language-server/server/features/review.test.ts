import { expect, it } from 'vitest';
import type { OverrideAnswer, ReviewAnswer } from '../../../protocol/lsp/index.js';
import { TestClient } from '../testing/client.js';

const OLD = `function deliver(parcel, tries) {
  const label = parcel.name;
  prepare(parcel);
  drive(label);
  return tries;
}
function drive(label) {
  wait(label);
}
deliver({ name: 'a' }, 1);
`;

const EDITED = OLD.replace('const label = parcel.name', 'const title = parcel.name')
  .replaceAll('drive(label);\n  return', 'drive(title);\n  log(at);\n  return')
  .replace('  prepare', '  const at = clock();\n  prepare');

const lines = (text: string, from: number, to: number): string =>
  text.split('\n').slice(from, to).join('\n');

it('shows frames, code, correspondences, targets and variables, and follows decisions', async () => {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': OLD });
  session.activity(
    { file: 'main.mjs', at: 'wait(label)', isLeaf: true },
    { file: 'main.mjs', at: 'drive(label)' },
    { file: 'main.mjs', at: 'deliver({' },
  );
  session.stacks = [
    { thread: 0, name: 'main', frames: [0, 'foreign', 1, 'homeless', 2], deferredFrom: 2 },
  ];
  await test.open('main.mjs', OLD);
  await test.edit('main.mjs', EDITED);
  const review = (): Promise<ReviewAnswer> => test.client.sendRequest('restitch/review', {});
  const answer = await review();
  const [module] = answer.modules;
  expect(answer).toMatchObject({ session: 'fake', version: 1, unsaved: [test.uri('main.mjs')] });
  expect(module?.functions.map(({ old, now, isChanged }) => [old, now, isChanged])).toEqual([
    [
      { function: 'drive', line: 7, text: lines(OLD, 6, 9) },
      { function: 'drive', line: 9, text: lines(EDITED, 8, 11) },
      false,
    ],
    [
      { function: 'deliver', line: 1, text: lines(OLD, 0, 6) },
      { function: 'deliver', line: 1, text: lines(EDITED, 0, 8) },
      true,
    ],
    [expect.objectContaining({ text: OLD }), expect.objectContaining({ text: EDITED }), true],
  ]);
  const deliver = module?.functions[1];
  expect(
    deliver?.pairs.map(({ old, now, isSame }) => [old.start.line + 1, now.start.line + 1, isSame]),
  ).toEqual([
    [2, 2, false],
    [3, 4, true],
    [4, 5, false],
    [5, 7, true],
  ]);
  expect(deliver?.targets.map(({ at, kind }) => `${kind}: ${at}`)).toContain(
    'before: before log(at);',
  );
  const place = module?.places[1];
  expect(place).toMatchObject({
    fn: 1,
    from: { function: 'deliver', at: 'call drive(label)', line: 4 },
    to: { function: 'deliver', line: 5 },
    dropped: [],
    visible: ['parcel', 'tries', 'label'],
  });
  const variables = place?.variables.map(({ name, old, from, text }) => [name, from, old, text]);
  expect(variables).toEqual([
    ['parcel', 'kept', 'parcel', ''],
    ['tries', 'kept', 'tries', ''],
    ['title', 'renamed', 'label', ''],
    ['at', 'asks', null, 'clock()'],
  ]);
  expect(answer.threads).toEqual([
    {
      id: 0,
      name: 'main',
      suspended: [],
      frames: [
        { kind: 'frame', module: 0, place: 0, count: 1, isDeferred: false },
        { kind: 'foreign' },
        { kind: 'frame', module: 0, place: 1, count: 1, isDeferred: true },
        { kind: 'homeless' },
        {
          kind: 'frame',
          module: 0,
          place: 2,
          count: 1,
          isDeferred: true,
        },
      ],
    },
  ]);
  const decided: OverrideAnswer = await test.client.sendRequest('restitch/override', {
    uri: test.uri('main.mjs'),
    decision: {
      section: 'points',
      function: 'deliver',
      at: 'call drive(label)',
      override: {
        do: 'resume',
        function: 'deliver',
        at: 'before log(at);',
        variables: { at: '7', tries: 'tries + 1' },
      },
    },
  });
  expect(decided).toEqual({ accepted: true });
  const later = (await review()).modules[0]?.places[1];
  expect(later?.now?.start.line).toBe(5);
  expect(later?.to?.at).toBe('before log(at);');
  expect(later?.variables.map(({ name, from, text }) => [name, from, text])).toEqual([
    ['parcel', 'kept', ''],
    ['tries', 'given', 'tries + 1'],
    ['title', 'renamed', ''],
    ['at', 'given', '7'],
  ]);
});

it('shows the code of frames in files that do not change', async () => {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': OLD });
  session.activity({ file: 'main.mjs', at: 'wait(label)', isLeaf: true });
  session.stacks = [{ thread: 0, name: 'main', frames: [0], deferredFrom: 1 }];
  const { plan, modules } = await test.client.sendRequest<ReviewAnswer>('restitch/review', {});
  expect(plan.modules).toEqual([]);
  expect(modules[0]).toMatchObject({
    isChanged: false,
    functions: [{ old: { function: 'drive', line: 7 }, now: { line: 7 }, targets: [] }],
    places: [{ how: 'unchanged', asks: false, from: null, old: { start: { line: 7 } } }],
  });
});
