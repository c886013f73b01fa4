import type { Position } from '../sources/position.js';
import type { Script } from '../sources/script.js';
import { rewriteAt } from '../values/rewrite.js';
import type { SourceBreakpoint } from './breakpoint.js';
import { agentLog, guardedCondition, logExpression, PLAIN_LOG } from './log-message.js';

/** What is asked of a breakpoint whenever a thread comes by it. */
export interface Condition {
  id: number;
  condition: string | undefined;
  logMessage: string | undefined;
}

export const conditionIn = ({ id, requested }: SourceBreakpoint): Condition => ({
  ...{ id, condition: requested.condition, logMessage: requested.logMessage },
});

/** A condition, or a log message, as V8 is to evaluate it at a place of a script; '' for none. */
export function conditionAt(asked: Condition, script: Script, position: Position): string {
  const { id, condition = '', logMessage } = asked;
  const place = script.text.place(position);
  const write = (text: string): string => rewriteAt(script, place, text) ?? text;
  const call = script.isProgram ? agentLog(id) : PLAIN_LOG;
  // Elsewhere it would be told in what the program prints.
  const isGuarded = condition !== '' && script.isProgram;
  const test = write(isGuarded ? guardedCondition(condition, call) : condition);
  return joined(test, logMessage === undefined ? '' : write(logExpression(logMessage, call)));
}

/** The same of a breakpoint that waits for a script by its URL. */
export const plainCondition = ({ condition = '', logMessage }: Condition): string =>
  joined(condition, logMessage === undefined ? '' : logExpression(logMessage, PLAIN_LOG));

/** A log point stops nothing. */
function joined(test: string, log: string): string {
  if (log === '') return test;
  return test === '' ? `(${log},false)` : `(${test})&&(${log},false)`;
}
