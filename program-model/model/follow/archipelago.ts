import type { Scope } from 'eslint-scope';
import type { ClassNode } from '../estree.js';
import type { Island } from './island.js';

/** The islands of a followed text, in order. */
export class Archipelago {
  readonly islands: Island[] = [];
  /** By a function's index, the island that it is in. */
  readonly #of = new Map<number, Island>();
  readonly #sought = new Set<string>();
  #hasEscapes = false;

  constructor(readonly text: string) {}

  add(island: Island): void {
    this.islands.push(island);
    const { index } = island.root;
    for (let at = index; at < index + island.count; at += 1) this.#of.set(at, island);
  }

  /** The island that a function is in. */
  of(index: number): Island | undefined {
    return this.#of.get(index);
  }

  /** Reads those that have functions of a range inside. */
  openRange(first: number, last: number): void {
    for (const island of this.islands) {
      const { index } = island.root;
      if (index <= last && index + island.count > first) island.open();
    }
  }

  /** All scopes of the text, in order. */
  scopes: () => Scope[] = () => [];

  /** The classes inside of them. */
  classes(): ClassNode[] {
    return this.islands.flatMap((island) => (island.classes > 0 ? island.land.classes : []));
  }

  openAll(): void {
    for (const island of this.islands) island.open();
  }

  /** Reads those that may use a name. */
  openUsersOf(name: string): void {
    if (this.#sought.has(name)) return;
    this.#sought.add(name);
    if (!this.#hasEscapes) {
      this.#hasEscapes = true;
      // A name can be written with them.
      this.#openWhere('\\u', () => true);
    }
    const { text } = this;
    this.#openWhere(
      name,
      (at) =>
        !isNamePart(text.charCodeAt(at - 1)) && !isNamePart(text.charCodeAt(at + name.length)),
    );
  }

  #openWhere(part: string, isMeant: (at: number) => boolean): void {
    const { text, islands } = this;
    let next = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at)) {
      while (next < islands.length && (islands[next] as Island).root.end <= at) next += 1;
      const island = islands[next];
      if (!island) return;
      if (at < island.root.start) at = Math.max(at + 1, island.root.start);
      else if (island.isOpen) at = island.root.end;
      else if (isMeant(at)) {
        island.open();
        at = island.root.end;
      } else at += 1;
    }
  }
}

/** Letters of other scripts than Latin count all as such. */
const isNamePart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 36 ||
  code > 127;
