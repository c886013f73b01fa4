import { expect, it } from 'vitest';
import { nothingToRollBack, RestitchError } from '../../../protocol/diagnostics.js';
import { CdpError } from '../cdp/session.js';
import { messageOf } from './message.js';

const told = (message: string): string => messageOf(new CdpError('Debugger.x', message, 0)).format;

it.each([
  'Can only perform operation while paused.',
  'Could not find call frame with given id',
  'Invalid call frame id',
  'Could not find object with given id',
  'Cannot find context with specified id',
])('has a code for what V8 says of a thread that has gone on: %s', (message) => {
  expect(told(message)).toMatch(/^RS1023: .* the thread has gone on/);
});

it('does not have the client show that, as it shows what an update is refused for', () => {
  const gone = new CdpError('Debugger.x', 'Invalid call frame id', 0);
  expect(messageOf(gone)).toMatchObject({ showUser: false });
  const nothing = new RestitchError(nothingToRollBack());
  expect(messageOf(nothing)).toMatchObject({ showUser: true });
});

it('passes on what else a thread refuses, without braces, which would name variables', () => {
  expect(told('Breakpoint {1} already exists')).toBe('Breakpoint (1) already exists');
});
