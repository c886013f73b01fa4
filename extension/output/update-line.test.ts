import { expect, test } from 'vitest';
import type { UpdateNotice } from '../../protocol/baseline.js';
import { valueNeeded } from '../../protocol/diagnostics.js';
import { diagnosticLine, milliseconds, updateLine } from './update-line.js';

const thread = { id: 0, name: 'main', framesRebuilt: 3, framesDeferred: 0, activationsPending: 2 };

const notice: UpdateNotice = {
  ...{ kind: 'update', outcome: 'applied', version: 4, diagnostics: [] },
  files: ['/w/a.js', 'C:\\w\\b.js'],
  result: {
    ...{ outcome: 'applied', version: 4, pauseMs: 4.25, totalMs: 31.6, diagnostics: [] },
    threads: [thread, { ...thread, id: 1, framesDeferred: 1 }],
  },
};

test('an update is one line', () => {
  expect(updateLine('server', notice)).toBe(
    'server v4 | update applied | files: a.js, b.js | frames moved: 6 | deferred: 1 | ' +
      'suspended: 4 | pause: 4.3 ms | total: 32 ms',
  );
});

test('one that was refused moved nothing', () => {
  const refused: UpdateNotice = {
    ...{ ...notice, outcome: 'refused', files: [] },
    result: { ...notice.result, outcome: 'refused', threads: [] },
  };
  expect(updateLine('server', refused)).toBe('server v4 | update refused | total: 32 ms');
});

test('a diagnostic has its place, its code and the page that explains it', () => {
  const line = diagnosticLine(valueNeeded({ file: '/w/a.js', line: 3 }, 'x', 'why', 'f()'), 'docs');
  expect(line).toMatch(/^RS1204 \/w\/a\.js:3: x needs a value: why .* docs#rs1204$/);
});

test('short times have a digit more', () => {
  expect([milliseconds(0.04), milliseconds(9.96), milliseconds(10.4)]).toEqual([
    ...['0.0 ms', '10.0 ms', '10 ms'],
  ]);
});
