import { expect, test } from 'vitest';
import type { SessionRecord } from '../../protocol/session.js';
import { belongsTo } from './belongs.js';
import { chooseSession } from './choose.js';

const session = (name: string, pid: number, ...files: string[]) => ({
  name,
  record: { name, pid, entry: `/w/${name}/main.js`, cwd: '/w' } as SessionRecord,
  runs: (file: string) => files.includes(file),
});

const [a, b, c] = [session('a', 1, '/w/x.js'), session('b', 2, '/w/x.js'), session('c', 3)];

test('the only session is meant, and none when there is none', () => {
  expect(chooseSession([], {})).toBeUndefined();
  expect(chooseSession([c], { file: '/w/x.js' })).toBe(c);
});

test('the file in the editor, then the debugger, then what was chosen', () => {
  expect(chooseSession([a, c], { file: '/w/x.js', chosen: 'c' })).toBe(a);
  expect(chooseSession([a, b, c], { file: '/w/x.js', debuggedPid: 2, chosen: 'a' })).toBe(b);
  expect(chooseSession([a, b, c], { file: '/w/x.js', debuggedPid: 3, chosen: 'a' })).toBe(a);
  expect(chooseSession([a, b, c], { file: '/w/other.js', debuggedPid: 3 })).toBe(c);
  expect(chooseSession([a, b, c], { file: '/w/x.js' })).toBeUndefined();
});

test('the one whose review is in front, whatever the editor beside it shows', () => {
  const hints = { file: '/w/x.js', debuggedPid: 1, chosen: 'a' };
  expect(chooseSession([a, b, c], { ...hints, reviewed: 'c' })).toBe(c);
  // It has ended.
  expect(chooseSession([a, b], { ...hints, reviewed: 'c' })).toBe(a);
});

test('sources around the program belong to it, packages and other files do not', () => {
  expect(belongsTo(c, '/w/lib/new.ts')).toBe(true);
  expect(belongsTo(c, '/w/notes.md')).toBe(false);
  expect(belongsTo(c, '/w/node_modules/p/index.js')).toBe(false);
  expect(belongsTo(c, '/elsewhere/a.js')).toBe(false);
  expect(belongsTo(session('d', 4, '/elsewhere/a.js'), '/elsewhere/a.js')).toBe(true);
});
