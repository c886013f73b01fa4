import { AGENT_SYMBOL } from '../../program-model/emit/names.js';
import { ownBuiltins } from './own-builtins.js';
import { Thread } from './thread.js';

export type { Director } from './director.js';
export { Thread, TRAMPOLINE_NAME } from './thread.js';

/** Puts the agent where instrumented modules look for it, once a thread. */
export function installAgent(): Thread {
  const key = Symbol.for(AGENT_SYMBOL);
  const thread = new Thread();
  Object.defineProperty(globalThis, key, { value: thread, enumerable: false, configurable: true });
  ownBuiltins.take();
  return thread;
}
