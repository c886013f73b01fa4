import type { Constructor } from './classes.js';
import type { CodeUnit } from './code-unit.js';
import { dividing } from './divided.js';
import { joining } from './joined.js';
import type { Implementation, ModuleHandle } from './module-handle.js';
import { parting, type Parted } from './parted.js';
import type { Continuation } from './records.js';
import type { Thread } from './thread.js';

/** Evaluates what updates generate, and hands it to the versions that it is for. */
export class Installing {
  readonly #thread: Thread;
  readonly #part: (parted: Parted) => unknown;

  /** @param part told of a callback that is on its way to the `forEach` it becomes one with */
  constructor(thread: Thread, part: (parted: Parted) => unknown) {
    this.#thread = thread;
    this.#part = part;
  }

  /** The code that a frame goes on with from a point. */
  installContinuation(handle: ModuleHandle, fn: number, key: string, unit: CodeUnit): void {
    const { above = [], boxes = [] } = unit;
    if (unit.joins) {
      const place = `${handle.hash} ${fn} ${key}`;
      const make = unit.joins === 'caller' ? joining(place) : parting(place, this.#part);
      handle.code.continuations.set(`${fn} ${key}`, make);
      return;
    }
    const bottom = this.#evaluate(unit) as Continuation;
    const parts = above.map((part) => this.#evaluate(part) as Continuation);
    const whole = parts.length === 0 ? bottom : dividing({ bottom, above: parts, boxes });
    handle.code.continuations.set(`${fn} ${key}`, whole);
  }

  /** The newest code of a function. */
  installImplementation(handle: ModuleHandle, fn: number, unit: CodeUnit): void {
    const make = this.#evaluate(unit) as Implementation;
    handle.code.implementations.set(fn, unit.home ? this.#withSuper(unit, make) : make);
    if (unit.isClosed === true) handle.code.closed.add(fn);
    if (unit.passesOn === true) handle.code.passingOn.add(fn);
    const { whole } = unit;
    const klass = whole?.home?.klass;
    const record =
      whole && klass !== undefined
        ? this.#thread.handle(whole.id, whole.hash).classes.get(klass)
        : undefined;
    if (!whole || !record || this.#thread.modules.isTwice(handle.id)) return;
    handle.code.keepConstructor(fn, record, () => (this.#evaluate(whole) as () => Constructor)());
  }

  /** A method that did not use `super` before has nothing to reach it by but its class. */
  #withSuper({ id, hash, home }: CodeUnit, make: Implementation): Implementation {
    const record = home && this.#thread.handle(id, hash).classes.get(home.klass);
    const owner = home?.isStatic === true ? record?.newest : record?.newest?.prototype;
    if (!owner) return make;
    return (free, receiver, superGet, ...others) =>
      make(
        free,
        receiver,
        superGet ??
          ((key: PropertyKey, value: unknown, isStored: boolean) => {
            const above = Object.getPrototypeOf(owner) as object;
            return isStored
              ? Reflect.set(above, key, value, receiver)
              : (Reflect.get(above, key, receiver) as unknown);
          }),
        ...others,
      );
  }

  /** Evaluates generated code in the scope it belongs to, with the handle of its version. */
  #evaluate(unit: CodeUnit): unknown {
    const newest = this.#thread.handle(unit.id, unit.hash);
    const inClass = unit.klass === undefined ? undefined : newest.classes.get(unit.klass)?.evaluate;
    const evaluate = inClass ?? newest.evaluators.get(unit.host);
    if (!evaluate) throw new Error(`no scope ${unit.host} of ${unit.id} to evaluate in`);
    this.#thread.onUnit(newest, unit);
    const make = evaluate(unit.code) as (handle: ModuleHandle) => unknown;
    this.#thread.debugger.unitMade();
    return make(newest);
  }
}
