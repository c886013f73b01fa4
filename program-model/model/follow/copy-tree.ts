import { isFunctionNode, type FunctionNode, type Node } from '../estree.js';
import { SyntaxNode } from '../parse.js';
import type { BodyEdit } from './edit.js';
import { FunctionShell, type Island } from './island.js';

type Parts = Record<string, unknown>;

/**
 * Copies the tree of a text that was edited, with the offsets of the new text, without what is inside the
 * functions that the edit is not in. In place of the function that it was in stands its new node. Each node has its copy as its twin until
 * {@link forgetTwins}.
 */
export class TreeCopier {
  readonly #from: number;
  readonly #shift: number;
  readonly #first: number;
  readonly #more: number;
  readonly #copied: SyntaxNode[] = [];

  /**
   * @param more how many more functions the edited one has inside than before
   * @param islands by the old index of their outermost function: in their place stand shells
   */
  constructor(
    { fn, node, shift }: BodyEdit,
    replacement: Node,
    more: number,
    readonly islands: ReadonlyMap<number, Island>,
  ) {
    this.#from = fn.start;
    this.#shift = shift;
    this.#first = fn.index;
    this.#more = more;
    const old = node as unknown as SyntaxNode;
    old.twin = replacement as unknown as SyntaxNode;
    this.#copied.push(old);
    // What the code around declares under the function's name.
    if ('id' in node && node.id && 'id' in replacement && replacement.id) {
      const id = node.id as unknown as SyntaxNode;
      id.twin = replacement.id as unknown as SyntaxNode;
      this.#copied.push(id);
    }
  }

  /** The new offset of an old one outside of the edited function. */
  at(offset: number): number {
    return offset > this.#from ? offset + this.#shift : offset;
  }

  /** The new index of a function outside of the edited one, or of that itself. */
  owner(index: number): number {
    return index > this.#first ? index + this.#more : index;
  }

  copy(root: Node): Node {
    return this.#node(root as unknown as SyntaxNode, null) as unknown as Node;
  }

  #node(old: SyntaxNode, parent: SyntaxNode | null): SyntaxNode {
    if (old.twin) {
      // The edited function; or a name in two places, as in `export { name }`.
      if (old.twin.parent === null) old.twin.parent = parent as unknown as Node;
      return old.twin;
    }
    const island = this.islands.get(old.owner);
    if (island && isFunctionNode(old as unknown as Node)) return this.#shell(old, parent, island);
    if (old instanceof FunctionShell) old.open();
    const copy = new SyntaxNode(this.at(old.start));
    old.twin = copy;
    this.#copied.push(old);
    const from = old as unknown as Parts;
    const to = copy as unknown as Parts;
    for (const key in from) {
      switch (key) {
        case 'start':
        case 'twin':
        case 'parent':
        case 'scopes':
          continue;
        case 'end':
          copy.end = this.at(old.end);
          continue;
        case 'owner':
          copy.owner = this.owner(old.owner);
          continue;
        default:
          to[key] = this.#value(from[key], copy);
      }
    }
    copy.parent = parent as unknown as Node;
    return copy;
  }

  #shell(old: SyntaxNode, parent: SyntaxNode | null, island: Island): SyntaxNode {
    const node = old as unknown as FunctionNode;
    const shell = new FunctionShell(node, this.at(old.start), island);
    island.shell = shell;
    old.twin = shell;
    this.#copied.push(old);
    shell.end = this.at(old.end);
    shell.owner = this.owner(old.owner);
    shell.parent = parent as unknown as Node;
    if ('id' in node) (shell as unknown as Parts).id = this.#value(node.id, shell);
    return shell;
  }

  #value(value: unknown, parent: SyntaxNode): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof SyntaxNode) return this.#node(value, parent);
    if (!Array.isArray(value)) return value;
    return value.map((item: unknown) =>
      item instanceof SyntaxNode ? this.#node(item, parent) : item,
    );
  }

  forgetTwins(): void {
    for (const node of this.#copied) node.twin = null;
  }
}

/** The copy of a node that lies outside of the edited function. */
export function twinOf<T extends Node>(node: T): T {
  const { twin } = node as unknown as SyntaxNode;
  if (!twin) throw new Error('a node that was not copied');
  return twin as unknown as T;
}
