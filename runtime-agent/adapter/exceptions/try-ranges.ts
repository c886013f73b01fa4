import { parse, type Node as AcornNode } from 'acorn';
import {
  childrenOf,
  linkParents,
  type ESTree,
  type Node,
} from '../../../program-model/model/estree.js';
import type { Frame } from '../targets/frame.js';

type Range = readonly [start: number, end: number];

interface Ranges {
  /** Blocks whose exceptions a `catch` gets. */
  guarded: Range[];
  /** Functions. */
  functions: Range[];
}

const ranges = new WeakMap<object, Ranges>();

/** Whether an exception that arrives in a frame is caught by the `catch` of a `try` around its place. */
export function isCaughtIn({ script, place }: Frame): boolean {
  const version = script.isProgram ? script.text.version : undefined;
  if (version && place.offset >= 0) {
    return isGuarded(version, () => version.version.model.ast, place.offset);
  }
  if (!script.hasCode) return false;
  const at = script.text.lines.offset({ line: place.line, column: place.column });
  return isGuarded(script, () => parseLoosely(script.code), at);
}

function isGuarded(
  key: object,
  program: () => ESTree.Program | undefined,
  offset: number,
): boolean {
  let found = ranges.get(key);
  if (!found) ranges.set(key, (found = collect(program())));
  const contains = ([start, end]: Range): boolean => start <= offset && offset < end;
  const own = found.functions
    .filter(contains)
    .reduce<Range>((inner, range) => (range[0] >= inner[0] ? range : inner), [0, Infinity]);
  return found.guarded.some((range) => contains(range) && range[0] >= own[0] && range[1] <= own[1]);
}

function collect(program: ESTree.Program | undefined): Ranges {
  const found: Ranges = { guarded: [], functions: [] };
  const open: Node[] = program ? [program] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'TryStatement' && node.handler) {
      found.guarded.push([node.block.start, node.block.end]);
    } else if (/Function/.test(node.type) || node.type === 'StaticBlock') {
      found.functions.push([node.start, node.end]);
    }
    open.push(...childrenOf(node));
  }
  return found;
}

function parseLoosely(code: string): ESTree.Program | undefined {
  const options = {
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowHashBang: true,
  } as const;
  for (const sourceType of ['module', 'script'] as const) {
    try {
      const program = parse(code, { ...options, sourceType }) as AcornNode;
      linkParents(program as unknown as ESTree.Program);
      return program as unknown as ESTree.Program;
    } catch {
      // As the other kind, perhaps.
    }
  }
  return undefined;
}
