import { AGENT_SYMBOL } from '../../program-model/emit/names.js';
import { hostKey } from '../coordinator/thread-link.js';
import { replaceBuiltin } from './builtins.js';
import type { Thread } from './thread.js';

/** What leads from the global object to the agent, beside the flags. */
const links = new Set<PropertyKey>([Symbol.for(AGENT_SYMBOL), Symbol.for(hostKey)]);

/**
 * Keeps the functions' flags and the agent, which are properties of the global object, out of its names.
 * (They are not enumerable.) Libraries call `Reflect.ownKeys` in their inner loops, so what stands for it
 * adds no more than a comparison.
 */
export function installGlobalNames(thread: Thread): void {
  const isFlag = (name: string): boolean => {
    if (!name.startsWith('$')) return false;
    const stem = name.slice(0, name.lastIndexOf('_') + 1);
    for (const handles of thread.modules.values()) {
      if (handles.some(({ flags }) => flags.prefix === stem)) return true;
    }
    return false;
  };
  const isPrograms = (key: PropertyKey): boolean =>
    typeof key === 'string' ? !isFlag(key) : !links.has(key);
  const programs = (keys: PropertyKey[]): PropertyKey[] => keys.filter(isPrograms);
  replaceBuiltin(Object, 'getOwnPropertyNames', (native) => {
    const keysOf = native as (target: unknown) => PropertyKey[];
    const methods = {
      getOwnPropertyNames(target: unknown): PropertyKey[] {
        const keys = keysOf(target);
        return target === globalThis ? programs(keys) : keys;
      },
    };
    return methods.getOwnPropertyNames;
  });
  replaceBuiltin(Object, 'getOwnPropertySymbols', (native) => {
    const keysOf = native as (target: unknown) => PropertyKey[];
    const methods = {
      getOwnPropertySymbols(target: unknown): PropertyKey[] {
        const keys = keysOf(target);
        return target === globalThis ? programs(keys) : keys;
      },
    };
    return methods.getOwnPropertySymbols;
  });
  replaceBuiltin(Object, 'getOwnPropertyDescriptors', (native) => {
    const describe = native as (target: unknown) => Record<PropertyKey, PropertyDescriptor>;
    const { deleteProperty, ownKeys } = Reflect;
    const methods = {
      getOwnPropertyDescriptors(target: unknown): Record<PropertyKey, PropertyDescriptor> {
        const found = describe(target);
        if (target !== globalThis) return found;
        const keys = ownKeys(found);
        for (let at = 0; at < keys.length; at += 1) {
          const key = keys[at] as PropertyKey;
          if (!isPrograms(key)) deleteProperty(found, key);
        }
        return found;
      },
    };
    return methods.getOwnPropertyDescriptors;
  });
  replaceBuiltin(Reflect, 'ownKeys', (native) => {
    const keysOf = native as (target: unknown) => PropertyKey[];
    const methods = {
      ownKeys(target: unknown): PropertyKey[] {
        const keys = keysOf(target);
        return target === globalThis ? programs(keys) : keys;
      },
    };
    return methods.ownKeys;
  });
}
