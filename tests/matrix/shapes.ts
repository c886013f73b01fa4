/** What is going on in a function when it is edited. */
export const ACTIVITIES = ['inactive', 'leaf', 'below', 'async', 'generator', 'closure'] as const;

export type Activity = (typeof ACTIVITIES)[number];

export const TITLES: Record<Activity, string> = {
  inactive: 'inactive',
  leaf: 'active leaf',
  below: 'active below',
  async: 'suspended async',
  generator: 'suspended generator',
  closure: 'outstanding closure',
};

/** The function under edit, as one version of a cell's module has it. */
export interface Parts {
  /** In front of the function. */
  top?: string;
  /** Behind everything. */
  end?: string;
  params?: string;
  /** Arguments that the module's unchanging part calls it with. */
  args?: string;
  body: string;
  /** The function's name where it is another than `work`. */
  name?: string;
}

/** How one activity writes the function under edit, and where the activation waits in it. */
export class Shape {
  constructor(readonly activity: Activity) {}

  /** Whether an activation of the function itself is there when it is edited. */
  get isActive(): boolean {
    return this.activity !== 'inactive' && this.activity !== 'closure';
  }

  /** The statement that the activation waits in. */
  get pause(): string {
    switch (this.activity) {
      case 'leaf':
        return 'while (held());';
      case 'below':
        return 'hold();';
      case 'async':
        return 'await gate();';
      case 'generator':
        return 'yield;';
      default:
        return '';
    }
  }

  /** The same inside an expression, with `value` as what comes back. */
  wait(value: string): string {
    switch (this.activity) {
      case 'below':
        return `hold(${value})`;
      case 'async':
        return `(await gate(${value}))`;
      case 'generator':
        return `((yield), ${value})`;
      default:
        return value;
    }
  }

  #keyword(name: string): string {
    const keyword = { async: 'async function', generator: 'function*' } as const;
    const found = keyword[this.activity as keyof typeof keyword] ?? 'function';
    return `${found} ${name}`;
  }

  /** A function that can wait as the one under edit does. */
  helper(name: string, body: string): string {
    return `${this.#keyword(name)}(n) { ${body} }`;
  }

  /** A call of such a function, with its result. */
  callOf(name: string): string {
    const keyword = { async: 'await ', generator: 'yield* ' } as const;
    return `${keyword[this.activity as keyof typeof keyword] ?? ''}${name}(n)`;
  }

  /** A whole module: declarations, the function, and what starts and ends it. */
  module(parts: Parts): string {
    const { top = '', end = '', params = 'n', args = '3', body, name = 'work' } = parts;
    const lines = [
      "import { gate, hold } from '../gate.mjs';",
      "import { held } from 'held';",
      top,
    ];
    const call = `${name}(${args})`;
    switch (this.activity) {
      case 'closure':
        lines.push(
          'function make() {',
          "  const kept = 'kept';",
          '  const other = "other";',
          `  return (${params}) => { ${body} };`,
          '}',
          'export function start(say) {',
          '  const made = make();',
          '  say();',
          `  return () => made(${args});`,
          '}',
        );
        break;
      case 'inactive':
        lines.push(
          `${this.#keyword(name)}(${params}) { ${body} }`,
          `export function start(say) { say(); return () => ${call}; }`,
        );
        break;
      case 'leaf':
      case 'below':
        lines.push(
          `${this.#keyword(name)}(${params}) { ${body} }`,
          `export function start(say) { say(); const result = ${call}; return () => result; }`,
        );
        break;
      case 'async':
        lines.push(
          `${this.#keyword(name)}(${params}) { ${body} }`,
          `export function start(say) { const result = ${call}; say(); return () => result; }`,
        );
        break;
      case 'generator':
        lines.push(
          `${this.#keyword(name)}(${params}) { ${body} }`,
          'export function start(say) {',
          `  const made = ${call};`,
          '  made.next();',
          '  say();',
          '  return () => { for (;;) { const { value, done } = made.next(); if (done) return value; } };',
          '}',
        );
        break;
    }
    lines.push(end);
    return `${lines.join('\n')}\n`;
  }
}
