const entries = new Map<string, unknown>();

/** The value kept under `key`; where there is none, `find` is asked for it. */
export async function cached<T>(key: string, find: () => Promise<T>): Promise<T> {
  if (entries.has(key)) return entries.get(key) as T;
  const value = await find();
  entries.set(key, value);
  return value;
}
