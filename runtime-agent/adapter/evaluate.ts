import { parse } from 'acorn';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import { hasGoneOn, RestitchError } from '../../protocol/diagnostics.js';
import type { Control } from './control.js';
import type { Debuggee } from './debuggee.js';
import { STOP_GROUP } from './targets/evaluator.js';
import type { DebugThread } from './targets/thread.js';
import { formatValue } from './values/format.js';
import { describe } from './values/objects.js';
import type { References } from './values/references.js';

type RemoteObject = Protocol.Runtime.RemoteObject;
type Described = Pick<
  DebugProtocol.Variable,
  'value' | 'type' | 'variablesReference' | 'indexedVariables' | 'namedVariables'
>;

/** Evaluates an expression of the developer's. @throws {EvaluationError} what it throws */
export async function evaluate(
  debuggee: Debuggee,
  control: Control,
  references: References,
  { expression, frameId, context }: DebugProtocol.EvaluateArguments,
  signal?: AbortSignal,
): Promise<DebugProtocol.EvaluateResponse['body']> {
  const found = frameId === undefined ? undefined : debuggee.stack.frame(frameId);
  if (frameId !== undefined && !found) throw new RestitchError(hasGoneOn('This frame'));
  const thread = found?.thread ?? debuggee.anyThread();
  const isRepl = context === 'repl';
  const text = isRepl ? asExpression(expression) : expression;
  await thread.whenStill();
  const evaluations = isRepl && thread.stopped ? control.evaluationsOf(thread) : undefined;
  const long = await evaluations?.begin(text);
  const options = {
    ...(isRepl ? {} : { objectGroup: STOP_GROUP }),
    ...(context === 'hover' ? { throwOnSideEffect: true } : {}),
    ...(isRepl ? { includeCommandLineAPI: true } : { silent: true }),
    ...(isRepl ? {} : { timeout: LIMIT }),
  };
  if (signal?.aborted) throw new Error('Cancelled.');
  const code = isRepl && thread.stopped ? withAwait(text) : text;
  const evaluating = found?.frame.call
    ? thread.evaluator.inFrame(found.frame, code, options, long?.wrap)
    : thread.evaluator.globally(
        code,
        {
          ...options,
          ...(isRepl && declares(text)
            ? { replMode: true, awaitPromise: /\bawait\b/.test(text) }
            : {}),
        },
        long?.wrap,
      );
  const value = await (long && evaluations
    ? evaluations.run(long, evaluating, signal)
    : evaluating);
  if (context === 'clipboard')
    return { result: await asText(thread, value), variablesReference: 0 };
  const factory = isRepl ? references.lasting(found?.frame) : references.passing(found?.frame);
  const { value: result, ...rest } = describe(thread, '', value, factory, expression);
  return { result, ...without(rest) };
}

/** How long a stopped thread may take for what nobody has asked for in the console, in milliseconds. */
const LIMIT = 3000;

const without = ({
  type,
  variablesReference,
  indexedVariables,
  namedVariables,
}: Omit<Described, 'value'>) => ({
  variablesReference,
  ...(type === undefined ? {} : { type }),
  ...(indexedVariables === undefined ? {} : { indexedVariables }),
  ...(namedVariables === undefined ? {} : { namedVariables }),
});

/**
 * What only V8's own mode for consoles allows: declaring a name again, and `await`. It answers by way of a promise, which a
 * thread that has stopped meanwhile would settle no more.
 */
const declares = (text: string): boolean => /\b(?:await|let|const|class)\b/.test(text);

/** `{a: 1}` in the console means an object. */
function asExpression(text: string): string {
  const isObject = /^\s*\{.*\}\s*$/s.test(text) && !/;\s*\}\s*$/.test(text);
  return isObject ? `(${text})` : text;
}

/**
 * Statements that await something, as a call of an async function that returns the last one's value.
 * A frame that is stopped cannot await: its thread's promises stand still.
 */
function withAwait(text: string): string {
  if (!/\bawait\b/.test(text)) return text;
  try {
    const options = { ecmaVersion: 'latest', allowAwaitOutsideFunction: true } as const;
    const last = parse(text, options).body.at(-1);
    if (last?.type !== 'ExpressionStatement') return `(async()=>{${text}\n})()`;
    const { start, end } = last.expression;
    return `(async()=>{${text.slice(0, start)}return (${text.slice(start, end)}\n)})()`;
  } catch {
    return text;
  }
}

/** A value as it can be pasted: JSON where it has one. */
async function asText(thread: DebugThread, value: RemoteObject): Promise<string> {
  if (value.objectId === undefined || value.type === 'function') {
    return value.type === 'string'
      ? String(value.value)
      : (value.description ?? formatValue(value));
  }
  const { result } = await thread.session.send('Runtime.callFunctionOn', {
    objectId: value.objectId,
    functionDeclaration:
      'function(){const seen=new Set;return JSON.stringify(this,(k,v)=>{' +
      "if(typeof v==='bigint')return String(v);if(typeof v==='object'&&v){if(seen.has(v))return'[circular]';seen.add(v)}" +
      'return v},2)}',
    ...{ returnByValue: true, silent: true },
  });
  return typeof result.value === 'string' ? result.value : formatValue(value);
}

/** Changes a variable or property. */
export async function setVariable(
  references: References,
  { variablesReference, name, value }: DebugProtocol.SetVariableArguments,
): Promise<DebugProtocol.SetVariableResponse['body']> {
  const container = references.get(variablesReference);
  if (!container.set) throw new Error(`${name} cannot be changed.`);
  const stored = await container.set(name, value);
  const { value: text, ...rest } = describe(
    container.thread,
    name,
    stored,
    references.passing(),
    undefined,
  );
  return { value: text, ...without(rest) };
}

/** Assigns to an expression. */
export async function setExpression(
  debuggee: Debuggee,
  references: References,
  { expression, value, frameId }: DebugProtocol.SetExpressionArguments,
): Promise<DebugProtocol.SetExpressionResponse['body']> {
  const found = frameId === undefined ? undefined : debuggee.stack.frame(frameId);
  const thread = found?.thread ?? debuggee.anyThread();
  const assignment = `${expression} = (${value})`;
  const stored = found
    ? await thread.evaluator.inFrame(found.frame, assignment, { silent: true })
    : await thread.evaluator.globally(assignment, { silent: true });
  const { value: text, ...rest } = describe(
    thread,
    '',
    stored,
    references.passing(found?.frame),
    expression,
  );
  return { value: text, ...without(rest) };
}
