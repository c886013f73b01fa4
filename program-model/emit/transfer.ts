import type { Node, Variable } from '../model/index.js';
import type { Analysis, FunctionInfo } from './analysis.js';
import { loadText, type Access } from './emitter.js';
import { operandKey } from './placement.js';

/** Where a continuation finds what one variable or slot held in the captured frame. */
export type Origin =
  | { kind: 'value'; text: string; slot?: number }
  /** Accessors, see `Access`; `start` is an expression to be stored first. */
  | ({ kind: 'pair'; start?: string } & Access)
  /** Reached by name from the scope host. */
  | { kind: 'name'; name: string }
  /** The variable's own initialiser, evaluated when the continuation starts. */
  | { kind: 'initialiser' }
  /** An expression over the captured frame's variables, by their old names. */
  | { kind: 'expression'; text: string }
  /** The index of the item that an old loop's iterator is at, in a list (an expression over old names). */
  | { kind: 'position'; iterator: string; list: string };

/** What a continuation of the new version takes from a frame of the old version. */
export interface Transfer {
  variable(now: Variable): Origin | undefined;
  /** Of a caller that becomes one frame with its callee: the same as if it stayed alone. */
  alone(now: Variable): Origin | undefined;
  /** The old value of a kept operand, iterator, completion; an expression. */
  slot(now: string, node: Node | undefined): string | undefined;
  /** The index of the item that an old loop of another kind is at, for a loop or a `forEach` call. */
  counted(loop: Node): Origin | undefined;
  /** The old node that corresponds to a new one. */
  nodeBefore(now: Node): Node | undefined;
  /** The variables of the old frame by name, for expressions. */
  oldNames(): Map<string, Origin>;
  /** What is done to values of the old frame before anything is taken from it; statements. */
  touches(module: string): string;
}

/** Values of an old frame that may be, or hold, values of a changed type. */
export interface Touch {
  /** The update's walk. */
  walk: string;
  /** The old variable; undefined for `this`. */
  variable: Variable | undefined;
  nodes: readonly number[];
}

export interface TransferInput {
  old: { analysis: Analysis; info: FunctionInfo };
  /** What the record is called in the continuation. */
  record: string;
  /** What reads and writes the variables of functions around the old one, by number (see `emitLazyPairs`). */
  lazy?: string | undefined;
  /** The old variable that a new one continues, or how it starts. */
  source(
    now: Variable,
  ):
    | { kind: 'kept'; old: Variable }
    | OldIndex
    | Exclude<Origin, { kind: 'pair' | 'position' }>
    | undefined;
  /** The old variable that a new one would continue if its frame did not become one with its callee's. */
  shadowed?(now: Variable): Variable | undefined;
  /** Values that several frames share which the old one becomes: accessors are in their place. */
  boxed?: ReadonlySet<number> | undefined;
  /** What tells the item that a loop of another kind, or a `forEach` call that was a loop, is at. */
  counter(loop: Node): { kind: 'kept'; old: Variable } | OldIndex | undefined;
  nodeBefore(now: Node): Node | undefined;
  /** An expression for a variable that nothing has been kept of. */
  given?(now: Variable): string | undefined;
  /** In the order of the updates. */
  touches?: readonly Touch[];
  /** Where the old frame stood; expressions see the variables of the scopes around it. */
  at?: number | undefined;
}

/** What tells how far an iteration is: an old loop's iterator, or (without a loop) what `forEach` calls next. */
export interface OldIndex {
  kind: 'position';
  loop: Node | undefined;
  /** An expression over old names. */
  list: string;
}

/** Resolves a continuation's needs against the layout of the old frame. */
export function makeTransfer(input: TransferInput): Transfer {
  const { old, record } = input;
  const { analysis, info } = old;
  const positions = new Map(info.values.map((slot, index) => [slot.key, index]));
  const value = (key: string): string | undefined => {
    const index = positions.get(key);
    return index === undefined ? undefined : `${record}.v[${index}]`;
  };

  const originOf = (variable: Variable): Origin | undefined => {
    const slot = positions.get(`var:${variable.key}`) ?? positions.get(`function:${variable.key}`);
    if (slot !== undefined) {
      const text = `${record}.v[${slot}]`;
      return input.boxed?.has(slot) === true ? pair(text, 0) : { kind: 'value', text, slot };
    }
    const shared = info.shared.indexOf(variable);
    if (shared >= 0) return pair(`${record}.a`, shared);
    const free = info.free.indexOf(variable);
    if (free >= 0) {
      const { lazy } = input;
      return lazy ? lazyPair(lazy, free + 1, variable) : pair(`${record}.b`, free);
    }
    for (const [node, stash] of info.stashes) {
      const index = stash.variables.indexOf(variable);
      const list = value(`block:${node.start}`);
      // Not there yet while the head of a loop or switch is evaluated.
      if (index >= 0 && list !== undefined) return pair(`${list}?.`, index);
    }
    if (analysis.placements.get(variable) === 'host') {
      return { kind: 'name', name: analysis.emittedNames.get(variable) ?? variable.name };
    }
    return undefined;
  };

  const found = (source: ReturnType<TransferInput['source']>): Origin | undefined => {
    if (source?.kind === 'kept') return originOf(source.old);
    if (source?.kind !== 'position') return source;
    const iterator = source.loop ? value(`iterator:${source.loop.start}`) : `${record}.i`;
    return iterator === undefined ? undefined : { kind: 'position', iterator, list: source.list };
  };

  return {
    variable: (now) => {
      const source = input.source(now);
      const origin = found(source);
      if (origin) return origin;
      const text = input.given?.(now);
      return text === undefined ? undefined : { kind: 'expression', text };
    },
    alone: (now) => {
      const old = input.shadowed?.(now);
      return old && originOf(old);
    },
    slot: (key, node) => {
      if (!node) return value(key);
      const before = operandBefore(node, (now) => input.nodeBefore(now));
      return before && value(slotKeyFor(key, before));
    },
    counted: (loop) => found(input.counter(loop)),
    nodeBefore: (now) => input.nodeBefore(now),
    touches: (module) =>
      (input.touches ?? [])
        .map(({ walk, variable, nodes }) => {
          const isEntry = input.at === undefined;
          // A closure only brings what is around it; that is seen to once.
          if (isEntry && (!variable || !info.free.includes(variable))) return '';
          const origin: Origin | undefined = variable
            ? originOf(variable)
            : { kind: 'value', text: `${record}.t` };
          const how = `${JSON.stringify(walk)},${JSON.stringify(nodes)}`;
          if (origin?.kind === 'value')
            return `${origin.text}=${module}.touch(${how},${origin.text});`;
          if (origin?.kind !== 'pair') return '';
          const shared = `${how},${origin.read}`;
          if (isEntry) return `${module}.touchOnce(${shared});`;
          return `${module}.touchShared(${shared},${origin.write});`;
        })
        .join(''),
    oldNames: () => {
      const found = new Map<string, Origin>();
      const { at } = input;
      const isInScope = (variable: Variable): boolean =>
        at === undefined || (variable.scopeStart <= at && at <= variable.scopeEnd);
      // Inner variables hide outer ones of the same name.
      const own = info.fn.variables
        .filter(isInScope)
        .sort((a, b) => a.scopeStart - b.scopeStart || b.scopeEnd - a.scopeEnd);
      for (const variable of [...info.free, ...own]) {
        const origin = originOf(variable);
        if (origin) found.set(variable.name, origin);
      }
      return found;
    },
  };
}

/**
 * What the one frame takes that a function's and its caller's become.
 *
 * @throws Error where closures of both frames share what is one variable now
 */
export function joinTransfers(callee: Transfer, caller: Transfer): Transfer {
  return {
    ...caller,
    variable: (now) => {
      const inner = callee.variable(now);
      if (!inner) return caller.variable(now);
      const outer = caller.alone(now);
      if (outer?.kind !== 'pair') return inner;
      if (inner.kind === 'pair' && inner.read !== outer.read)
        throw new Error(`closures share ${now.name} with the function and with its caller`);
      return inner.kind === 'value' ? { ...outer, start: inner.text } : outer;
    },
    // What belongs to no node is the caller's: `arguments`, `new.target`.
    slot: (key, node) => (node && callee.slot(key, node)) ?? caller.slot(key, node),
    counted: (loop) => callee.counted(loop) ?? caller.counted(loop),
    nodeBefore: (now) => callee.nodeBefore(now) ?? caller.nodeBefore(now),
    oldNames: () => new Map([...caller.oldNames(), ...callee.oldNames()]),
    touches: (module) => caller.touches(module) + callee.touches(module),
  };
}

/** A field's computed key goes with its field, which is a function of its own. */
function operandBefore(now: Node, nodeBefore: (now: Node) => Node | undefined): Node | undefined {
  const field = now.parent;
  if (field?.type !== 'PropertyDefinition') return nodeBefore(now);
  const before = nodeBefore(field);
  return before?.type === 'PropertyDefinition' ? before.key : undefined;
}

const pair = (list: string, index: number): Origin => ({
  kind: 'pair',
  read: `${list}[${2 * index}]`,
  write: `${list}[${2 * index + 1}]`,
});

/** By what a function's entry hands over, see `emitLazyPairs`; nothing stores to a constant. */
const lazyPair = (lazy: string, number: number, { kind }: Variable): Origin => ({
  kind: 'pair',
  read: `(()=>${lazy}(${number}))`,
  write: kind === 'const' ? '0' : `(${lazy}v=>${lazy}(${number},1,${lazy}v))`,
  load: `${lazy}(${number})`,
  store: kind === 'const' ? '0(' : `${lazy}(${number},1,`,
});

/** The key that a slot has for another version of its node. */
function slotKeyFor(key: string, node: Node): string {
  if (key.startsWith('operand:')) return operandKey(node);
  return `${key.slice(0, key.indexOf(':'))}:${node.start}`;
}

/** Reads what an origin names; an expression. */
export function valueText(origin: Origin): string {
  switch (origin.kind) {
    case 'pair':
      return loadText(origin);
    case 'value':
      return origin.text;
    case 'name':
      return origin.name;
    case 'initialiser':
    case 'expression':
    case 'position':
      return 'void 0';
    default:
      return origin satisfies never;
  }
}
