import { replaceBuiltin } from './builtins.js';
import type { Thread } from './thread.js';

/**
 * Keeps the functions' flags, which are properties of the global object, out of its names. (They are
 * not enumerable; `Reflect.ownKeys`, which libraries call in their inner loops, is left as it is.)
 */
export function installGlobalNames(thread: Thread): void {
  const isFlag = (name: string): boolean => {
    if (!name.startsWith('$')) return false;
    const stem = name.slice(0, name.lastIndexOf('_') + 1);
    for (const handles of thread.modules.values()) {
      if (handles.some(({ flags }) => flags === stem)) return true;
    }
    return false;
  };
  replaceBuiltin(Object, 'getOwnPropertyNames', (native) => {
    const methods = {
      getOwnPropertyNames(this: unknown, ...args: unknown[]): unknown {
        const names = Reflect.apply(native, this, args) as string[];
        return args[0] === globalThis ? names.filter((name) => !isFlag(name)) : names;
      },
    };
    return methods.getOwnPropertyNames;
  });
}
