import type { Transform } from './instances.js';
import type { Evaluate, ModuleHandle } from './module-handle.js';

/** Adds what a class has gained to an object, by constructing with it (ECMA-262 return override). */
export interface Stamp {
  new (instance: object): object;
  /** Whether an object has been given it. */
  has(instance: object): boolean;
}

/** Instances are found in more than one way: by their constructor, and on the heap. */
export function stampOnce(StampClass: Stamp, instance: object): void {
  if (!StampClass.has(instance)) new StampClass(instance);
}

/** One evaluation of a class: a class inside a function exists once for each call. */
interface Evaluated {
  constructor: WeakRef<object>;
  /** What a new instance is to be given, or to lose, after the fields of the first version. */
  steps: FieldStep[];
}

type FieldStep = { stamp: Stamp } | { dropped: readonly string[] };

/** A class of the program with what updates have added to it; shared by all versions that have it. */
export class ClassRecord {
  readonly #evaluated: Evaluated[] = [];
  /** Ephemeral, so that a class can be collected although its scope refers to it. */
  readonly #scopes = new WeakMap<object, Evaluate>();

  constructor(
    readonly handle: ModuleHandle,
    /** The class's flag among those of its version; -1 until the class has been evaluated. */
    public flag: number,
  ) {}

  /** Told when the class is evaluated once more. */
  readonly #forOnly = new Set<() => void>();

  /**
   * The class where it has been evaluated once, and its instances have gained and lost nothing.
   * @param ends is told when it is no longer the only one, until {@link forget} is
   */
  only(ends: () => void): Constructor | undefined {
    const [evaluated, another] = this.#evaluated;
    if (!evaluated || another || evaluated.steps.length > 0) return undefined;
    this.#forOnly.add(ends);
    return evaluated.constructor.deref() as Constructor | undefined;
  }

  forget(ends: () => void): void {
    this.#forOnly.delete(ends);
  }

  add(constructor: object, evaluate: Evaluate): void {
    for (const end of this.#forOnly) end();
    this.#forOnly.clear();
    this.#evaluated.push({ constructor: new WeakRef(constructor), steps: [] });
    this.#scopes.set(constructor, evaluate);
  }

  /** The scope of the class as it was evaluated last. */
  get evaluate(): Evaluate | undefined {
    const constructor = this.#evaluated.at(-1)?.constructor.deref();
    return constructor && this.#scopes.get(constructor);
  }

  /** The class as it was evaluated last. */
  get newest(): Constructor | undefined {
    return this.#evaluated.at(-1)?.constructor.deref() as Constructor | undefined;
  }

  /** Gives a new instance the fields that the class has gained, and takes those that it has lost. */
  complete(instance: object): void {
    for (const { constructor, steps } of this.#evaluated) {
      const made = constructor.deref() as (new () => object) | undefined;
      if (!made || !(instance instanceof made)) continue;
      for (const step of steps) {
        if ('stamp' in step) stampOnce(step.stamp, instance);
        else for (const name of step.dropped) Reflect.deleteProperty(instance, name);
      }
    }
  }

  /**
   * Changes every evaluation of the class.
   *
   * @returns how to take it back, but for what constructors and initialisers of fields did
   */
  change(change: ClassChange, now: ModuleHandle): () => void {
    const undos: (() => void)[] = [];
    for (const evaluated of this.#evaluated) {
      const constructor = evaluated.constructor.deref() as Constructor | undefined;
      const evaluate = constructor && this.#scopes.get(constructor);
      if (constructor && evaluate)
        undos.push(this.#changeOne(evaluated, constructor, evaluate, change, now));
    }
    return () => undos.forEach((undo) => undo());
  }

  #changeOne(
    evaluated: Evaluated,
    constructor: Constructor,
    before: Evaluate,
    change: ClassChange,
    now: ModuleHandle,
  ): () => void {
    let evaluate = before;
    const restore: (() => void)[] = [];
    const take = (step: FieldStep): void => {
      evaluated.steps.push(step);
      this.handle.gained.add(this.flag);
      this.handle.flags.set(this.flag, true);
      restore.push(() => evaluated.steps.splice(evaluated.steps.indexOf(step), 1));
    };
    let stamp: Stamp | undefined;
    if (change.dropped.length > 0) take({ dropped: change.dropped });
    if (change.stamp !== undefined) {
      const made = (evaluate(change.stamp) as Unit<{ stamp: Stamp; evaluate: Evaluate }>)(now);
      evaluate = made.evaluate;
      this.#scopes.set(constructor, evaluate);
      ({ stamp } = made);
      take({ stamp });
      restore.push(() => this.#scopes.set(constructor, before));
    }
    if (change.stamp !== undefined || change.transform !== undefined) {
      now.thread.instances.add({
        prototype: constructor.prototype,
        stamp,
        fields: change.fields,
        transform:
          change.transform === undefined
            ? undefined
            : (evaluate(change.transform) as Unit<Transform>)(now),
      });
    }
    for (const { name, isStatic } of change.gone) {
      const owner: object = isStatic ? constructor : constructor.prototype;
      const found = Object.getOwnPropertyDescriptor(owner, name);
      if (!found?.configurable) continue;
      Reflect.deleteProperty(owner, name);
      restore.push(() => Object.defineProperty(owner, name, found));
    }
    if (change.members !== undefined) {
      const define = (evaluate(change.members) as Unit<(target: Constructor) => (() => void)[]>)(
        now,
      );
      restore.push(...define(constructor));
    }
    return () => restore.reverse().forEach((undo) => undo());
  }
}

export type Constructor = (new () => object) & { prototype: object };
type Unit<T> = (handle: ModuleHandle) => T;

/** What an update changes of a class, beside the code of members that it keeps. */
export interface ClassChange {
  /** Code of a class that adds new fields and private names to an object; `handle => {stamp,evaluate}`. */
  stamp: string | undefined;
  /** The public fields among them. */
  fields: string[];
  /** Public fields that new instances are not to have any more. */
  dropped: string[];
  /** Code of a plan's transformer of instances; `handle => (old, instance) => void`. */
  transform: string | undefined;
  /** Code that defines new methods, accessors and static members; `handle => constructor => added`. */
  members: string | undefined;
  gone: { name: string; isStatic: boolean }[];
}
