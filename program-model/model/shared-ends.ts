/** Text at the beginning and the end that two texts share: how much. */
export interface SharedEnds {
  prefix: number;
  suffix: number;
}

/** Slices are compared by the engine, many characters at a time. */
const STEP = 0x4000;

/** Lengths of the longest common prefix and of the longest common suffix behind it. */
export function sharedEnds(old: string, now: string): SharedEnds {
  const limit = Math.min(old.length, now.length);
  let prefix = 0;
  while (
    prefix + STEP <= limit &&
    old.slice(prefix, prefix + STEP) === now.slice(prefix, prefix + STEP)
  ) {
    prefix += STEP;
  }
  while (prefix < limit && old.charCodeAt(prefix) === now.charCodeAt(prefix)) prefix += 1;
  const most = limit - prefix;
  let suffix = 0;
  const part = (text: string): string =>
    text.slice(text.length - suffix - STEP, text.length - suffix);
  while (suffix + STEP <= most && part(old) === part(now)) suffix += STEP;
  while (
    suffix < most &&
    old.charCodeAt(old.length - 1 - suffix) === now.charCodeAt(now.length - 1 - suffix)
  ) {
    suffix += 1;
  }
  return { prefix, suffix };
}
