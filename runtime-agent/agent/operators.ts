import { DEAD } from './unwind.js';

/** Reads and stores a variable that another activation holds. */
export type Read = () => unknown;
export type Write = (value: unknown) => unknown;

const numeric = (value: unknown): number | bigint => {
  const primitive = typeof value === 'object' && value !== null ? toPrimitive(value) : value;
  return typeof primitive === 'bigint' ? primitive : Number(primitive);
};

const toPrimitive = (value: object): unknown => (value as unknown as number) - 0;

const moved = (value: number | bigint, step: 1 | -1): number | bigint =>
  typeof value === 'bigint' ? value + BigInt(step) : value + step;

/** `++x` for a variable behind accessors. */
export function prefix(read: Read, write: Write, step: 1 | -1): unknown {
  return write(moved(numeric(read()), step));
}

/** `x++` for a variable behind accessors. */
export function postfix(read: Read, write: Write, step: 1 | -1): unknown {
  const value = numeric(read());
  write(moved(value, step));
  return value;
}

/** An assignable place for a variable behind accessors, for use in patterns. */
export const reference = (read: Read, write: Write): { value: unknown } => ({
  get value() {
    return read();
  },
  set value(value) {
    write(value);
  },
});

/** How code reaches `super` that stands outside of the method: reads a member, or stores into it. */
export type SuperAccess = (key: PropertyKey, value?: unknown, isStored?: boolean) => unknown;

/** `super[key]` as an assignable place. */
export const through = (access: SuperAccess, key: PropertyKey): { value: unknown } => ({
  get value() {
    return access(key);
  },
  set value(value) {
    access(key, value, true);
  },
});

/** A method of `super` with the receiver it is called on; what is no function stays as it is. */
export const bound = (method: unknown, receiver: unknown): unknown =>
  typeof method === 'function' ? Reflect.apply(bind, method, [receiver]) : method;

/** What can be called as a method; for what is no function, something that says so as V8 does. */
export const callable = (
  method: unknown,
  text: string,
): { call(receiver: unknown, ...args: unknown[]): unknown } => {
  if (typeof method === 'function') return method;
  return {
    call: () => {
      throw new TypeError(`${text} is not a function`);
    },
  };
};

const { bind } = Function.prototype;

/** What assigning to a constant throws; its right side has been evaluated by then. */
export function constant(_name: string): never {
  throw new TypeError('Assignment to constant variable.');
}

/** The result of `new` when a constructor's continuation returned. */
export const made = (value: unknown, record: { t: unknown }): unknown =>
  (typeof value === 'object' && value !== null) || typeof value === 'function' ? value : record.t;

/** What using a variable in its temporal dead zone throws; a right side has been evaluated by then. */
export function dead(name: string, _value?: unknown): never {
  throw new ReferenceError(`Cannot access '${name}' before initialization`);
}

/** A variable's value, unless it is in its temporal dead zone. */
export function alive(name: string, value: unknown): unknown {
  return value === DEAD ? dead(name) : value;
}

/** A value to be stored, unless the variable that now holds `current` is in its dead zone. */
export function held(name: string, value: unknown, current: unknown): unknown {
  alive(name, current);
  return value;
}

/** Storing into a name that sloppy code can't change. */
export const ignore: Write = (value) => value;
