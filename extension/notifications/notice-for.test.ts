import { expect, test } from 'vitest';
import {
  classNotChangeable,
  positionGuessed,
  threadWillNotStop,
  valueNeeded,
} from '../../protocol/diagnostics.js';
import type { ApplyResult } from '../../protocol/results.js';
import { plainText as t } from '../translate.js';
import type { UpdateEnd, UpdateRequest } from '../update/flow.js';
import { consequencesOf, type Consequences, type NoticeSettings } from './notice-for.js';

const by: UpdateRequest = { kind: 'apply', cause: 'command' };
const usual: NoticeSettings = { review: 'whenUnsure', onUnsupported: 'ask' };
const place = { file: '/w/a.js', line: 3 };
const result: ApplyResult = {
  ...{ outcome: 'applied', version: 2, pauseMs: 1, totalMs: 2, threads: [], diagnostics: [] },
};

const of = (end: UpdateEnd, settings: Partial<NoticeSettings> = {}): Consequences =>
  consequencesOf('server', end, { ...usual, ...settings }, t);

test('an update that went well is not worth a notification', () => {
  expect(of({ kind: 'applied', by, result })).toEqual({ review: false, restart: false });
});

test('a guess is told, with the way back', () => {
  const diagnostics = [positionGuessed(place, 'f', 'its statement is gone')];
  const { notice } = of({ kind: 'applied', by, result: { ...result, diagnostics } });
  expect(notice).toMatchObject({ reason: 'warnings', actions: ['openPlace', 'undo', 'log'] });
  expect(notice?.message).toContain('a.js:3');
});

test('questions open the review, or are told where it is not to be shown', () => {
  const end: UpdateEnd = {
    ...{ kind: 'review', by },
    diagnostics: [valueNeeded(place, 'x', 'it calls', 'f()')],
  };
  expect(of(end)).toEqual({ review: true, restart: false });
  expect(of(end, { review: 'never' }).notice).toMatchObject({
    reason: 'questions',
    actions: ['review', 'accept', 'explain'],
  });
});

test('what takes a restart asks, restarts, or only tells', () => {
  const end: UpdateEnd = {
    ...{ kind: 'unsupported', by },
    diagnostics: [classNotChangeable(place, 'C cannot extend D')],
  };
  expect(of(end).notice?.actions).toContain('restart');
  expect(of(end, { onUnsupported: 'restart' })).toEqual({ review: false, restart: true });
  expect(of(end, { onUnsupported: 'never' }).notice?.actions).not.toContain('restart');
});

test('a thread that does not stop can be tried again', () => {
  const diagnostics = [threadWillNotStop('main', 5000, '')];
  const end: UpdateEnd = { kind: 'rolled-back', by, result: { ...result, diagnostics } };
  expect(of(end).notice).toMatchObject({
    reason: 'rolledBack',
    actions: ['retry', 'explain', 'log'],
  });
});

test('nothing to do is told to who has asked, and not after each save', () => {
  const end = (cause: UpdateRequest['cause']): UpdateEnd => ({
    ...{ kind: 'nothing', by: { ...by, cause }, result },
  });
  expect(of(end('command')).notice?.reason).toBe('nothing');
  expect(of(end('save')).notice).toBeUndefined();
});

test('an update that was cancelled too late is told, and whether it still runs', () => {
  const cancelled = of({ kind: 'cancelled', by, result: { ...result, version: 3 } });
  expect(cancelled.notice).toMatchObject({ reason: 'cancelled', severity: 'info' });
  expect(of({ kind: 'cancelled', by }).notice).toBeUndefined();
  const stays = [threadWillNotStop('main', 100, '')];
  const { notice } = of({ kind: 'applied', by, result, stays });
  expect(notice).toMatchObject({ severity: 'warning', actions: ['undo', 'log'] });
  expect(notice?.message).toContain('Version 2 of server runs');
});
