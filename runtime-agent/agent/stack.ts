import { packRuns } from './runs.js';
import { rawSites, type RawSite as V8Site } from './raw-sites.js';

/**
 * A thread's stack, top first. Recursion repeats few positions, so frames are numbers into `sites`.
 */
export interface RawStack {
  sites: RawSite[];
  /** Packed (see runs.ts). */
  frames: string;
}

export interface RawSite {
  /** Path, URL or source URL of the script; '' for native code. */
  script: string;
  /** Offset in the script's text; -1 for native code. */
  position: number;
  name: string;
  /** Of native code, what it is a method of. */
  type?: string;
  /** The function was called by `new` or the like. */
  constructs?: boolean;
  /** Which version of its module the script is, where the thread knows. */
  hash?: string | undefined;
}

/**
 * Reads the calling thread's stack without the frames of `below` and what lies above it.
 * @param limit How many frames, if not all.
 */
export function readStack(below: (...args: never[]) => unknown, limit?: number): RawStack {
  return encode(rawSites(below, limit));
}

function encode(found: readonly V8Site[]): RawStack {
  // By script, then by position; deep stacks leave no time to join them to one key.
  const known = new Map<string, Map<number, number>>();
  const sites: RawSite[] = [];
  const frames: number[] = [];
  for (const site of found) {
    if (site.isAsync()) continue;
    const position = site.getPosition();
    const script = site.getScriptNameOrSourceURL() ?? '';
    const constructs = site.isConstructor();
    // Native functions have no place to tell them apart by.
    const isNative = script === '' && position <= 0;
    const type = isNative ? (site.getTypeName() ?? '') : undefined;
    const group = isNative ? ` ${type}.${site.getFunctionName() ?? ''}` : script;
    let ofScript = known.get(group);
    if (!ofScript) known.set(group, (ofScript = new Map<number, number>()));
    const key = 2 * position + (constructs ? 1 : 0);
    let index = ofScript.get(key);
    if (index === undefined) {
      index = sites.length;
      const name = site.getFunctionName() ?? '';
      sites.push({
        script,
        position,
        name,
        ...(type !== undefined && { type }),
        ...(constructs ? { constructs } : {}),
      });
      ofScript.set(key, index);
    }
    frames.push(index);
  }
  return { sites, frames: packRuns(frames) };
}

/** The script that this code is in, as stacks name it. */
export function ownScript(): string {
  const within = (): RawStack => readStack(within);
  const [site] = within().sites;
  return site?.script ?? '';
}
