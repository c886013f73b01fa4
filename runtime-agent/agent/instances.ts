import { stampOnce, type Stamp } from './classes.js';

/** A plan's transformer: how an instance was, and the instance itself, which it changes. */
export type Transform = (old: object, instance: object) => void;

/** What an update does to the instances of one class. */
export interface InstanceJob {
  prototype: object;
  /** Gives an instance the fields that the class has gained. */
  stamp: Stamp | undefined;
  /** The public ones among them. */
  fields: readonly string[];
  transform: Transform | undefined;
}

/** The instances that an update changes in one thread. */
export class InstanceJobs {
  readonly jobs: (InstanceJob & { found: readonly object[] })[] = [];

  add(job: InstanceJob): void {
    this.jobs.push({ ...job, found: [] });
  }

  /** Takes the objects that inherit from a job's prototype; those that are prototypes are none. */
  hold(index: number, objects: readonly object[]): void {
    const job = this.jobs[index];
    if (job) job.found = objects.filter((object) => !isPrototype(object));
  }

  clear(): void {
    this.jobs.length = 0;
  }

  /**
   * Changes all instances that are held.
   *
   * @returns how to take it back, but for private names, which old code cannot see
   * @throws what an initialiser or a transformer throws, with everything taken back
   */
  run(): () => void {
    const undos: (() => void)[] = [];
    const undo = (): void => {
      for (const restore of undos.splice(0).reverse()) restore();
    };
    try {
      for (const job of this.jobs) {
        if (job.transform) for (const instance of job.found) transformOne(job, instance, undos);
        else if (job.stamp) stampAll(job.stamp, job, undos);
      }
    } catch (error) {
      undo();
      throw error;
    }
    return undo;
  }
}

function stampAll(
  stamp: Stamp,
  { fields, found }: { fields: readonly string[]; found: readonly object[] },
  undos: (() => void)[],
): void {
  // Fields that an object had already, which only programs give it that add fields from outside.
  const kept = new Map<object, string[]>();
  let done = 0;
  undos.push(() => {
    for (const instance of found.slice(0, done)) {
      for (const name of fields) {
        if (kept.get(instance)?.includes(name) !== true) Reflect.deleteProperty(instance, name);
      }
    }
  });
  for (const instance of found) {
    const had = fields.filter((name) => Object.hasOwn(instance, name));
    if (had.length > 0) kept.set(instance, had);
    done += 1;
    stampOnce(stamp, instance);
  }
}

function transformOne(job: InstanceJob, instance: object, undos: (() => void)[]): void {
  const before = Object.getOwnPropertyDescriptors(instance);
  undos.push(() => restore(instance, before));
  if (job.stamp) stampOnce(job.stamp, instance);
  const old = Object.create(Object.getPrototypeOf(instance) as object, before) as object;
  job.transform?.(old, instance);
}

function restore(instance: object, before: PropertyDescriptorMap): void {
  for (const key of Reflect.ownKeys(instance)) {
    if (!Object.hasOwn(before, key)) Reflect.deleteProperty(instance, key);
  }
  Object.defineProperties(instance, before);
}

/** Whether an object is the `prototype` of a class: a subclass's inherits as its instances do. */
function isPrototype(object: object): boolean {
  const owner = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as unknown;
  return typeof owner === 'function' && owner.prototype === object;
}
