type Method = (this: unknown, ...args: never[]) => unknown;

/** Replaced built-ins, with what they stand for. */
const originals = new WeakMap<object, object>();

/** The built-in that a function stands for, or the function itself. */
export const originalOf = (method: unknown): unknown =>
  (typeof method === 'function' && originals.get(method)) || method;

/**
 * Replaces a method of a built-in object by one that looks like it.
 *
 * @param make given the built-in, makes the function that stands for it: a method, so that it is no
 *   constructor and has no `prototype`
 */
export function replaceBuiltin(
  owner: object,
  name: string,
  make: (original: Method) => Method,
): void {
  const found = Object.getOwnPropertyDescriptor(owner, name);
  const original = found?.value as Method | undefined;
  if (!found || !original) return;
  const method = make(original);
  for (const key of ['name', 'length']) {
    const property = Object.getOwnPropertyDescriptor(original, key);
    if (property) Object.defineProperty(method, key, property);
  }
  originals.set(method, original);
  Object.defineProperty(owner, name, { ...found, value: method });
}
