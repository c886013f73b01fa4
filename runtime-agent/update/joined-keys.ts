const SEPARATOR = '&';

/** A point of a function of some version. */
export interface CalleePoint {
  hash: string;
  fn: number;
  key: string;
}

/**
 * Names the place of a frame that becomes one with that of the function it waits for, which stands at
 * a point of its own (or in turn at a joined one).
 */
export const joinedKey = (own: string, { hash, fn, key }: CalleePoint): string =>
  `${own}${SEPARATOR}${hash} ${fn} ${key}`;

export function splitKey(key: string): { own: string; callee?: CalleePoint } {
  const at = key.indexOf(SEPARATOR);
  if (at < 0) return { own: key };
  const [hash = '', fn = ''] = key.slice(at + 1).split(' ', 2);
  const rest = key.slice(at + 1 + hash.length + 1 + fn.length + 1);
  return { own: key.slice(0, at), callee: { hash, fn: Number(fn), key: rest } };
}
