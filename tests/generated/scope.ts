import type { FunctionKind } from './ast.js';

/** Something that can be read as a number, and perhaps assigned. */
export interface Place {
  readonly text: string;
  readonly writable: boolean;
}

/** What the program text at one position can refer to, and what may stand there. */
export interface Scope {
  readonly places: readonly Place[];
  readonly functions: readonly { readonly name: string; readonly kind: FunctionKind }[];
  readonly classes: readonly string[];
  /** Labels around, in this function. */
  readonly labels: readonly { readonly name: string; readonly loop: boolean }[];
  readonly breaks: boolean;
  readonly continues: boolean;
  readonly awaits: boolean;
  readonly yields: boolean;
  readonly returns: boolean;
}

/** Hands out names that no other declaration of the program has. */
export class Names {
  readonly #counts = new Map<string, number>();

  next(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return `${prefix}${count}`;
  }
}

/** The element that an unbounded number stands for; undefined for an empty list. */
export function choose<T>(list: readonly T[], index: number): T | undefined {
  // The newest first: small numbers, which shrinking prefers, mean what was declared last.
  return list[list.length - 1 - (index % list.length)];
}

export function addPlaces(scope: Scope, ...places: Place[]): Scope {
  return { ...scope, places: [...scope.places, ...places] };
}

/** The scope inside a new function of the given kind; jumps cannot cross into it. */
export function insideFunction(scope: Scope, kind: FunctionKind): Scope {
  const arrow = kind === 'arrow' || kind === 'asyncArrow';
  return {
    ...scope,
    places: arrow ? scope.places : scope.places.filter((p) => !p.text.startsWith('this.')),
    labels: [],
    breaks: false,
    continues: false,
    awaits: kind === 'async' || kind === 'asyncArrow' || kind === 'asyncGenerator',
    yields: kind === 'generator' || kind === 'asyncGenerator',
    returns: true,
  };
}

/** The scope where neither `await` nor `yield` nor a jump may stand: defaults, initialisers. */
export function withoutSuspension(scope: Scope): Scope {
  return {
    ...scope,
    labels: [],
    breaks: false,
    continues: false,
    awaits: false,
    yields: false,
    returns: false,
  };
}
