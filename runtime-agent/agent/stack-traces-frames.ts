import type { RawSite } from './raw-sites.js';
import { scriptPath } from './stack-traces-places.js';

/**
 * The agent's methods that run newer code in place of the frame that calls them, which then only
 * waits for its value. (A frame that calls any other method of the agent goes on itself.)
 */
const replacing = new Set([
  'ModuleHandle.call',
  'ModuleHandle.frame',
  'ModuleHandle.over',
  'Driver.step',
  'Driver.next',
  'Driver.throw',
  'Driver.return',
  'Driver.leaves',
  'Driver.drain',
]);

/** A flag is a function (see flags.ts); calling it, or its `call` or `construct`, runs the newer code. */
const isFlagCall = (site: RawSite, method: string): boolean =>
  method === 'ask' ||
  method === 'construct' ||
  (method === 'call' && site.getTypeName() !== 'ModuleHandle');

export interface FrameOptions {
  /** Whether a script is Restitch's own, by path. */
  isOwn: (path: string) => boolean;
  /** Names of functions whose frames no author knows. */
  hiddenFunctions: ReadonlySet<string>;
}

export interface ProgramFrame {
  site: RawSite;
  /** '' for built-ins. */
  script: string;
  /** The frame that it runs in place of: how that was called is how it would have been. */
  outer: RawSite | undefined;
}

/** The frames that the program would have if its newest version had always run, innermost first. */
export function* programFrames(
  sites: readonly RawSite[],
  { isOwn, hiddenFunctions }: FrameOptions,
): Generator<ProgramFrame> {
  let isReplaced = false;
  let last: ProgramFrame | undefined;
  // Built-ins that the agent has called are its own business.
  let builtIns: RawSite[] = [];
  for (const site of sites) {
    if (site.getLineNumber() === null) {
      builtIns.push(site);
      continue;
    }
    const script = site.getScriptNameOrSourceURL() ?? '';
    const name = site.getFunctionName() ?? '';
    if (script !== '' && isOwn(scriptPath(script))) {
      builtIns = [];
      const method = name.slice(name.lastIndexOf('.') + 1);
      isReplaced = replacing.has(`${site.getTypeName()}.${method}`) || isFlagCall(site, method);
      continue;
    }
    const wasReplaced = isReplaced && builtIns.length === 0;
    isReplaced = false;
    if (wasReplaced) {
      if (last) last.outer = site;
      continue;
    }
    if (last) yield last;
    last = undefined;
    yield* builtIns.map(ofBuiltIn);
    builtIns = [];
    if (!hiddenFunctions.has(name)) last = { site, script, outer: undefined };
  }
  if (last) yield last;
  yield* builtIns.map(ofBuiltIn);
}

const ofBuiltIn = (site: RawSite): ProgramFrame => ({ site, script: '', outer: undefined });
