/**
 * The names that instrumentation adds to a module. All start with one prefix that the module's own
 * text does not contain.
 */
export class Names {
  constructor(readonly prefix: string) {}

  /** The module's handle on the agent. */
  get module(): string {
    return `${this.prefix}m`;
  }
  /** The value that is thrown to take a stack apart. */
  get unwind(): string {
    return `${this.prefix}U`;
  }
  /** Value of a variable whose declaration has not run (the temporal dead zone). */
  get dead(): string {
    return `${this.prefix}T`;
  }
  /** A caught value. */
  get error(): string {
    return `${this.prefix}e`;
  }
  /** The node of a suspendable activation. */
  get activation(): string {
    return `${this.prefix}n`;
  }
  /** The value an `await` or `yield` came back with. */
  get resumed(): string {
    return `${this.prefix}w`;
  }
  /** The driver of a continuation inside an old async body. */
  get driver(): string {
    return `${this.prefix}g`;
  }
  /** The label of a suspendable function's body, which is left where a continuation takes its place. */
  get body(): string {
    return `${this.prefix}L`;
  }
  /** Evaluates source text where it stands. */
  get evaluator(): string {
    return `${this.prefix}q=>eval(${this.prefix}q)`;
  }
  /** The frame record a continuation starts from. */
  get record(): string {
    return `${this.prefix}k`;
  }
  /** Set once a module top goes on in a continuation. */
  get moved(): string {
    return `${this.prefix}d`;
  }
  /** The value of a default export. */
  get defaultExport(): string {
    return `${this.prefix}default`;
  }
  /** A numbered name of a kind: `t` operand, `i` iterator, `k`/`v` completion, `b` block, … */
  numbered(kind: string, n: number): string {
    return `${this.prefix}${kind}${n}`;
  }
}

/** Chooses names that do not occur in a module's text. */
export function chooseNames(text: string): Names {
  let prefix = '$_';
  for (let n = 0; text.includes(prefix); n += 1) prefix = `$${n}_`;
  return new Names(prefix);
}

/**
 * The name of a function's flag. Flags are properties of the global object, one for each function and
 * version: V8 keeps a property cell for each, and embeds a cell's value in optimised code for as long as
 * it has never changed.
 */
export const flagName = (names: Names, tag: string, fn: number): string =>
  `${names.prefix}${tag}_${fn}`;

/**
 * The part of flag names that tells the versions of modules apart. Of a content hash, 47 bits in
 * eight characters: a tenth of an instrumented text was flag names when it was whole, V8 parses functions anew for a debugger, and 1,000
 * modules share 47 bits once in 250 million programs.
 */
export const tagOf = (hash: string): string => {
  const [, bits = '', rest = ''] = /^([0-9a-f]{12})[0-9a-f]{20}(.*)$/.exec(hash) ?? [];
  if (bits === '') return hash.replace(/\W/g, '_');
  let left = Math.floor(Number.parseInt(bits, 16) / 2);
  let tag = '';
  for (let digit = 0; digit < 8; digit += 1) {
    tag = DIGITS.charAt(left % 62) + tag;
    left = Math.floor(left / 62);
  }
  return tag + rest.replace(/\W/g, '_');
};

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The registered symbol of the agent in each thread's global object. */
export const AGENT_SYMBOL = 'restitch';

/** Of a captured variable, in what emitted code says of those that it hands over: whether it can be written. */
export const WRITABLE = 'w';
export const CONSTANT = 'r';
