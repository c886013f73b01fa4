import type { DebugProtocol } from '@vscode/debugprotocol';
import { visibleAt } from './values/names.js';
import type { Frame } from './targets/frame.js';
import type { DebugThread } from './targets/thread.js';

/** Milliseconds; what is in front of the dot may be a call. */
const LIMIT = 1000;

const NAME = /[\w$]*$/;

/** Completions of an expression in a frame, or in the global scope. */
export async function completions(
  thread: DebugThread,
  frame: Frame | undefined,
  text: string,
): Promise<DebugProtocol.CompletionItem[]> {
  const start = NAME.exec(text)?.[0] ?? '';
  const before = text.slice(0, text.length - start.length);
  const owner = before.endsWith('.') ? ownerExpression(before.slice(0, -1)) : undefined;
  const items =
    owner === undefined ? await names(thread, frame) : await members(thread, frame, owner);
  return items.filter(({ label }) => label.startsWith(start));
}

/** The expression at the end of a text: names, members, indexes and calls. */
function ownerExpression(text: string): string {
  let depth = 0;
  let at = text.length - 1;
  for (; at >= 0; at -= 1) {
    const char = text.charAt(at);
    if (char === ')' || char === ']') depth += 1;
    else if (/['"`]/.test(char)) at = text.lastIndexOf(char, at - 1);
    else if (char === '(' || char === '[') {
      if (depth === 0) break;
      depth -= 1;
    } else if (depth === 0 && !/[\w$.?]/.test(char)) break;
    if (at < 0) break;
  }
  return text.slice(at + 1);
}

async function names(
  thread: DebugThread,
  frame: Frame | undefined,
): Promise<DebugProtocol.CompletionItem[]> {
  const visible = frame ? [...visibleAt(frame.script, frame.place).keys()] : [];
  const { names: globals } = await thread.session.send('Runtime.globalLexicalScopeNames', {});
  const global = await members(thread, undefined, 'globalThis');
  return [
    ...visible.map((label) => item(label, 'variable')),
    ...globals.map((label) => item(label, 'variable')),
    ...global,
  ];
}

const item = (
  label: string,
  type: DebugProtocol.CompletionItemType,
): DebugProtocol.CompletionItem => ({
  ...{ label, type },
});

async function members(
  thread: DebugThread,
  frame: Frame | undefined,
  owner: string,
): Promise<DebugProtocol.CompletionItem[]> {
  const options = { throwOnSideEffect: true, silent: true, timeout: LIMIT };
  try {
    const value = frame
      ? await thread.evaluator.inFrame(frame, owner, options)
      : await thread.evaluator.globally(owner, options);
    if (value.objectId === undefined) {
      return await members(thread, undefined, `Object(${JSON.stringify(value.value ?? null)})`);
    }
    const { result } = await thread.session.send('Runtime.callFunctionOn', {
      objectId: value.objectId,
      functionDeclaration: `function(){return (${String(listMembers)})(this)}`,
      ...{ returnByValue: true, silent: true },
    });
    return (result.value as [string, boolean][]).map(([label, isMethod]) =>
      item(label, isMethod ? 'method' : 'property'),
    );
  } catch {
    return [];
  }
}

/** Runs in the program: the names that can follow a dot, each with whether it is a function's. */
function listMembers(owner: object): [string, boolean][] {
  const found = new Map<string, boolean>();
  for (let at: object | null = owner; at; at = Object.getPrototypeOf(at) as object | null) {
    const own = Object.getOwnPropertyDescriptors(at) as Record<string, PropertyDescriptor>;
    for (const name of Object.keys(own)) {
      const isFlag = /^\$\d*_\w+_\d+$/.test(name);
      if (!found.has(name) && /^[A-Za-z_$][\w$]*$/.test(name) && !isFlag) {
        found.set(name, typeof own[name]?.value === 'function');
      }
    }
  }
  return [...found];
}
