import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { SessionRecord } from '../../protocol/session.js';
import { openSessionFolder } from './session-folder.js';

it.each([
  ['Größen zählen', 'Größen_zählen'],
  ['橋', '橋'],
  ['../up', '__up'],
  ['.hidden', '_hidden'],
  ['', 'session'],
])('announces a session that is called "%s" as "%s"', (name, expected) => {
  const path = mkdtempSync(join(tmpdir(), 'restitch-sessions-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const folder = openSessionFolder(path);
  const record = { name, pid: process.pid, socket: folder.socketOf(1) } as SessionRecord;
  expect(folder.announce(record).name).toBe(expected);
  expect(folder.announce(record).name).toBe(`${expected}-2`);
  expect(folder.read(name)?.name).toBe(expected);
});
