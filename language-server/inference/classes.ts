import { isClassNode, type ClassNode } from '../../program-model/model/estree.js';
import type { SourceModel } from '../../program-model/model/types.js';
import { sharedEnds, type SharedEnds } from '../../program-model/model/shared-ends.js';
import type { Correspondence } from './types.js';

/**
 * The old classes that have a counterpart in the counterpart of their function, with that. Bodies are
 * compared only where the edit has touched a class's head, or put classes beside it.
 */
export function pairClasses(c: Correspondence): Map<ClassNode, ClassNode> {
  const pairs = new Map<ClassNode, ClassNode>();
  const there = byOwner(c.now);
  let places: ClassPlaces | undefined;
  for (const [owner, classes] of byOwner(c.old)) {
    const match = c.functionFor(owner);
    const others = there.get(match?.now ?? -1);
    if (!match || !others) continue;
    const isSame = !match.changed && others.length === classes.length;
    const found = isSame ? others : (places ??= new ClassPlaces(c)).counterparts(classes);
    if (found?.every((other) => other.owner === match.now) === true) {
      classes.forEach((node, index) => pairs.set(node, found[index] as ClassNode));
    } else {
      for (const [from, to] of c.nodeMap(owner)) {
        if (isClassNode(from) && isClassNode(to)) pairs.set(from, to);
      }
    }
  }
  return pairs;
}

function byOwner({ classes }: SourceModel): Map<number, ClassNode[]> {
  const groups = new Map<number, ClassNode[]>();
  for (const node of classes) {
    const group = groups.get(node.owner);
    if (group) group.push(node);
    else groups.set(node.owner, [node]);
  }
  return groups;
}

/** Finds classes where the text that two versions share has them. */
class ClassPlaces {
  readonly #now: ReadonlyMap<string, ClassNode>;
  readonly #ends: SharedEnds;
  readonly #length: number;
  readonly #shift: number;

  constructor({ old, now }: Correspondence) {
    this.#ends = sharedEnds(old.text, now.text);
    this.#length = old.text.length;
    this.#shift = now.text.length - this.#length;
    this.#now = new Map(now.classes.map((node) => [`${node.start}-${node.end}`, node]));
  }

  /** Undefined when one of the classes is not plainly there. */
  counterparts(classes: readonly ClassNode[]): ClassNode[] | undefined {
    const found = classes.map((node) => this.#counterpart(node));
    return found.every((node) => node !== undefined) ? found : undefined;
  }

  #counterpart({ start, end, body }: ClassNode): ClassNode | undefined {
    const { prefix, suffix } = this.#ends;
    const from = this.#length - suffix;
    if (end <= prefix) return this.#now.get(`${start}-${end}`);
    if (start >= from) return this.#now.get(`${start + this.#shift}-${end + this.#shift}`);
    // The edit is inside the class.
    const isInside = body.start < prefix && end > from;
    return isInside ? this.#now.get(`${start}-${end + this.#shift}`) : undefined;
  }
}
