import type { Protocol } from 'devtools-protocol';
import type { Frame } from '../targets/frame.js';
import type { DebugThread } from '../targets/thread.js';
import { referencesIn } from './rewrite.js';
import { thisAt, visibleAt } from './names.js';
import { argumentOf } from './objects.js';

type RemoteObject = Protocol.Runtime.RemoteObject;

/**
 * Evaluates an expression over the values of a frame's variables. V8 does not find the variables of
 * code that was evaluated inside of a class, although it shows them.
 *
 * @returns `undefined` for an expression that assigns to one of them, which this cannot do
 */
export async function evaluateByValues(
  thread: DebugThread,
  frame: Frame,
  expression: string,
  options: object,
  wrap: (expression: string) => string,
): Promise<Protocol.Runtime.CallFunctionOnResponse | undefined> {
  const { call, script, place } = frame;
  const references = referencesIn(expression);
  if (!call || !references) return undefined;
  const values = await scopeValues(thread, call);
  const names: string[] = [];
  const args: Protocol.Runtime.CallArgument[] = [];
  for (const [name, { read }] of visibleAt(script, place)) {
    const use = references.get(name);
    const value = values.get(read);
    if (!use || !value) continue;
    if (use.isWritten) return undefined;
    names.push(name);
    args.push(argumentOf(value));
  }
  const self = thisAt(script, place);
  const receiver = (self === undefined ? undefined : values.get(self)) ?? call.this;
  const isObject = receiver.objectId !== undefined;
  return thread.session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function(${names.join(',')}){return (${wrap(expression)})}`,
    arguments: args,
    ...(isObject ? { objectId: receiver.objectId as string } : { executionContextId: 1 }),
    ...{ generatePreview: true },
    ...options,
  });
}

/** Everything in V8's scopes but the global one, by name; inner ones hide outer ones. */
async function scopeValues(
  thread: DebugThread,
  call: Protocol.Debugger.CallFrame,
): Promise<Map<string, RemoteObject>> {
  const found = new Map<string, RemoteObject>();
  for (const { type, object } of call.scopeChain) {
    if (type === 'global' || object.objectId === undefined) continue;
    const { result } = await thread.session.send('Runtime.getProperties', {
      ...{ objectId: object.objectId, ownProperties: true },
    });
    for (const { name, value } of result) if (value && !found.has(name)) found.set(name, value);
  }
  return found;
}
