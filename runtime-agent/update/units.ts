import { canStandAlone } from '../../program-model/emit/constructors.js';
import {
  emitContinuation,
  emitEnding,
  type FunctionKind,
} from '../../program-model/emit/continuation.js';
import type { EmittedName, GeneratedCode } from '../../program-model/emit/generated-code.js';
import {
  emitConstructorAlone,
  emitImplementation,
} from '../../program-model/emit/implementation.js';
import { isAlwaysLiteral } from '../../language-server/inference/initialisers.js';
import type { Flattened, Run } from '../../program-model/emit/text.js';
import { joinTransfers, makeTransfer, type Transfer } from '../../program-model/emit/transfer.js';
import {
  assignedName,
  type FunctionModel,
  type Variable,
} from '../../program-model/model/index.js';
import { passesOn } from './passed-arguments.js';
import { followRoute, givenTo, type Route } from './route.js';
import { UNIT_PREFIX } from './unit-prefix.js';
import type { Version } from './versions.js';

export { UNIT_PREFIX };

/** Generated code on its way to a thread. */
export interface Unit {
  code: string;
  /** The module and its version whose handle the code works with. */
  id: string;
  hash: string;
  /** The scope to evaluate it in: a host function of the same version, or a class by its offset. */
  host: number;
  klass: number | undefined;
  /** Where `super` of a method looks, for methods that did not use it before. */
  home: { klass: number; isStatic: boolean } | undefined;
  /** The script's name in stack traces. */
  name: string;
  /** The function's name as its author knows it. */
  title: string;
  /** Triples: offset in the code, offset in the module text, length of what was copied. */
  runs: number[];
  /** How the code reaches variables that it has not got under their own names. */
  names: EmittedName[];
  /** The function's index in its version. */
  fn: number;
  /** Where one frame becomes several: those that this one has called, from here to the top. */
  above?: Unit[];
  /** With `above`: which of the frame's values they share, so that accessors have to take their place. */
  boxes?: number[];
  /** The newest code of a function, the same for all its closures and calls. */
  isClosed?: boolean;
  /** It takes what the outdated function was called with as it is, see `passesOn`. */
  passesOn?: boolean;
  /** The newest code of a derived constructor as a class of its own, where that can stand for it. */
  whole?: Unit;
  /** There is no code: the activation becomes part of its caller's, by itself or through a `forEach`. */
  joins?: 'caller' | 'iteration';
}

/** Generated code as stack traces name it, with its origin. */
export interface UnitOrigin {
  version: Version;
  fn: number;
  runs: Run[];
  /** The function's own frames can't be captured in this form of its code. */
  isFixed: boolean;
}

/** Makes continuations and newest code, and remembers where each piece came from. */
export class UnitFactory {
  readonly origins = new Map<string, UnitOrigin>();
  #count = 0;

  continuation(route: Route): Unit {
    const outers: Route[] = [];
    for (let at = route.outer; at; at = at.outer) outers.push(at);
    const bottom = outers.pop();
    if (!bottom) return this.#continuation(route);
    const frames = [bottom, ...outers.reverse(), route];
    const boxed = this.#shared(frames);
    const above = frames.slice(1).map((frame) => this.#continuation(frame, boxed, PLAIN));
    return { ...this.#continuation(bottom, boxed), above, boxes: [...boxed] };
  }

  /** For an activation that becomes part of its caller's when control comes back to that. */
  joining({ from, oldFn }: Route, joins: 'caller' | 'iteration'): Unit {
    const unit = this.#name(from, functionAt(from, oldFn), 0, { code: '', runs: [], names: [] });
    return { ...unit, joins };
  }

  /**
   * Values of the old frame that are variables which one new frame's function shares with another's
   * that stands in it.
   */
  #shared(frames: readonly Route[]): Set<number> {
    const shared = new Set<number>();
    for (const [index, inner] of frames.entries()) {
      const owners = new Set(frames.slice(0, index).map(({ fn }) => fn));
      const transfer = this.#transfer(inner, true);
      for (const variable of inner.to.analysis.info(inner.fn)?.free ?? []) {
        if (!owners.has(inner.to.ownerOf(variable) ?? -1)) continue;
        const origin = transfer.variable(variable);
        if (origin?.kind === 'value' && origin.slot !== undefined) shared.add(origin.slot);
        else if (origin?.kind !== 'pair' && !isAlwaysLiteral(variable))
          throw new Error(`${variable.name} has no value that its frames could share`);
      }
    }
    return shared;
  }

  /** @param inside what runs the code, if not the old frame's function */
  #continuation(route: Route, boxed?: ReadonlySet<number>, inside?: FunctionKind): Unit {
    const { analysis } = route.to;
    const fn = functionAt(route.to, route.fn);
    const transfer = this.#transfer(route, true, boxed);
    const { ending } = route;
    // A frame that only ends counts as foreign: nothing of it can be taken up again.
    if (ending && ending.do !== 'finish-old')
      return this.#name(
        route.to,
        fn,
        hostOf(route.to, fn),
        emitEnding(analysis, fn, ending, transfer),
      );
    return this.#unit(
      route.to,
      fn,
      hostOf(route.to, fn),
      emitContinuation(
        analysis,
        fn,
        route.place,
        transfer,
        inside ?? functionAt(route.from, route.oldFn),
      ),
    );
  }

  implementation(route: Route): Unit {
    const { analysis } = route.to;
    const fn = functionAt(route.to, route.fn);
    // A host that is called makes its scope anew.
    const around = fn.parent < 0 ? fn : functionAt(route.to, fn.parent);
    const emitted = emitImplementation(analysis, fn, this.#transfer(route, false));
    const unit = this.#unit(route.to, fn, hostOf(route.to, around), emitted, fn.derived);
    const whole = this.#whole(route);
    if (whole) return { ...unit, whole };
    return {
      ...unit,
      isClosed: !fn.derived && usesNothing(emitted.code, analysis.names.prefix),
      passesOn: passesOn(route),
    };
  }

  #whole(route: Route): Unit | undefined {
    const { from, oldFn, to } = route;
    const fn = functionAt(to, route.fn);
    const before = fn.derived ? from.analysis.info(oldFn) : undefined;
    if (!before || !canStandAlone(before)) return undefined;
    const emitted = emitConstructorAlone(to.analysis, fn, this.#transfer(route, false));
    const around = fn.parent < 0 ? fn : functionAt(to, fn.parent);
    return emitted && this.#unit(to, fn, hostOf(to, around), emitted);
  }

  /** Variables of enclosing functions that new code needs and an old function has not kept. */
  lacks(route: Route): Variable[] {
    const info = route.to.analysis.info(route.fn);
    if (!info || info.free.length === 0) return [];
    const transfer = this.#transfer(route, false);
    return info.free.filter((variable) => {
      const origin = transfer.variable(variable);
      if (origin?.kind !== 'initialiser' && origin?.kind !== 'expression') return !origin;
      // Each function would evaluate it for itself, where it sees only what it has kept.
      return !isAlwaysLiteral(variable) && givenTo(route, variable) === undefined;
    });
  }

  #transfer(route: Route, hasRecord: boolean, boxed?: ReadonlySet<number>): Transfer {
    const { prefix } = route.to.analysis.names;
    // An implementation only sees what reads and writes the closure's variables, as `b`.
    return hasRecord
      ? transferOf(route, `${prefix}k`, boxed)
      : transferOf(route, '{v:[],a:[],b:[]}', boxed, `${prefix}b`);
  }

  /** Code that an update adds to a function's scope, or runs in it: of a module's top, or of a class in it. */
  added(version: Version, { code, runs }: Flattened, fn = 0): Unit {
    const emitted = { code, runs, names: [] };
    return this.#unit(version, functionAt(version, fn), 0, emitted, true);
  }

  #unit(
    version: Version,
    fn: FunctionModel,
    host: number,
    emitted: GeneratedCode,
    isFixed = false,
  ): Unit {
    const unit = this.#name(version, fn, host, emitted);
    this.origins.set(unit.name, { version, fn: fn.index, runs: emitted.runs, isFixed });
    return unit;
  }

  #name(version: Version, fn: FunctionModel, host: number, emitted: GeneratedCode): Unit {
    const name = `${UNIT_PREFIX}${(this.#count += 1)}`;
    return {
      code: `${emitted.code}\n//# sourceURL=${name}`,
      id: version.source.id,
      hash: version.hash,
      host,
      klass: enclosingClass(version, fn),
      home: homeOf(fn),
      name,
      title: titleOf(fn),
      runs: emitted.runs.flatMap(({ at, origin, length }) => [at, origin, length]),
      names: emitted.names,
      fn: fn.index,
    };
  }
}

/** Whether an implementation uses nothing of what it is made from; see `emitImplementation`. */
function usesNothing(code: string, prefix: string): boolean {
  const parameters = ['b', 't', 's', 'r', 'h', 'f'].map((name) => prefix + name);
  const header = `(${parameters.join(',')})=>{`;
  const start = code.indexOf(header);
  if (start < 0) return false;
  const names = [...code.slice(start + header.length).matchAll(/[\w$]+/g)].map(([name]) => name);
  return parameters.every((parameter) => !names.includes(parameter));
}

/** A call makes it go on, and gets what a call of its function gives. */
const PLAIN: FunctionKind = { async: false, generator: false };

function transferOf(
  route: Route,
  record: string,
  boxed?: ReadonlySet<number>,
  lazy?: string,
): Transfer {
  const { from, oldFn, callee } = route;
  const { analysis } = from;
  const info = analysis.info(oldFn);
  if (!info) throw new Error(`no function ${oldFn}`);
  const own = makeTransfer({ old: { analysis, info }, record, lazy, boxed, ...followRoute(route) });
  if (!callee) return own;
  const inner = callee.isSameFrame ? record : `${record}.c`;
  return joinTransfers(transferOf(callee.route, inner, boxed, lazy), own);
}

/** `Server.handle` for a method, `add` for a function; '' for what has no name. */
function titleOf({ node, path, name }: FunctionModel): string {
  if (node.parent?.type !== 'MethodDefinition') return name || assignedName(node);
  const [, owner = '', member = ''] = /([^/#.]*)[#.]([^/]*)$/.exec(path) ?? [];
  return member === 'constructor' ? `new ${owner}` : `${owner}.${member}`;
}

export function functionAt(version: Version, index: number): FunctionModel {
  const fn = version.model.functions[index];
  if (!fn) throw new Error(`no function ${index} in ${version.source.id}`);
  return fn;
}

/** The nearest scope host around a function; a host's own code is evaluated in itself. */
export function hostOf(version: Version, fn: FunctionModel): number {
  const { hosts, model } = version.analysis;
  for (let at: FunctionModel | undefined = fn; at; at = model.functions[at.parent]) {
    if (hosts.has(at)) return at.index;
  }
  return 0;
}

/** The class and side of it that a method belongs to. */
function homeOf(fn: FunctionModel): Unit['home'] {
  const member = fn.node.parent;
  const owner = member?.parent?.parent;
  if (member?.type !== 'MethodDefinition' || !owner) return undefined;
  return { klass: owner.start, isStatic: member.static };
}

/** The class around a function where its code may use private names; its offset. */
function enclosingClass(version: Version, fn: FunctionModel): number | undefined {
  const host = version.model.functions[hostOf(version, fn)]?.node;
  for (let at = fn.node.parent; at && at !== host; at = at.parent) {
    if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression') {
      const text = version.source.text.slice(fn.start, fn.end);
      const usesName = at.id != null && text.includes(at.id.name);
      return usesName || /#[\w$]/.test(text) ? at.start : undefined;
    }
  }
  return undefined;
}
