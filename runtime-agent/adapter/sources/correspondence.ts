import {
  inferCorrespondence,
  type Correspondence,
} from '../../../language-server/inference/index.js';
import type { FunctionModel, Node } from '../../../program-model/model/index.js';
import { innermost } from '../../update/innermost.js';
import type { Version } from '../../update/versions.js';
import type { SourceVersion } from './source-version.js';
import { declarationNow, joinedWithPrevious } from './statement-parts.js';

/** Where a place of one version is in another. */
export interface Counterpart {
  /** In the other version's module text; `undefined` when what stood there is gone. */
  offset: number | undefined;
  /** The function there says the same in both versions. */
  isUnchanged: boolean;
  /** Why there is no counterpart, as the developer is told. */
  reason: string;
}

/** Of what a `for` declares or iterates over: where a thread stops that comes to it. */
function inLoop(node: Node): Node {
  const { parent } = node;
  if (parent?.type === 'ForStatement' && parent.init === node) return parent;
  const isHead = parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement';
  if (!isHead || parent.left !== node) return node;
  // In each turn, that is the body's first statement.
  const { body } = parent;
  return body.type === 'BlockStatement' ? (body.body[0] ?? body) : body;
}

/** So many are kept. */
const MOST_PAIRS = 20;

interface Pair {
  old: Version;
  now: Version;
  correspondence: Correspondence;
}

/** Follows places between versions of a module, as updates do. */
export class Correspondences {
  readonly #known = new Map<string, Pair>();

  between(from: SourceVersion, to: SourceVersion): Correspondence {
    const key = `${from.hash} ${to.hash}`;
    const [old, now] = [from.version, to.version];
    let found = this.#known.get(key);
    // Models may have been made anew, with other nodes.
    if (found?.old !== old || found.now !== now) {
      found = { old, now, correspondence: inferCorrespondence(old.model, now.model) };
      this.#known.set(key, found);
      const [oldest] = this.#known.keys();
      if (this.#known.size > MOST_PAIRS && oldest !== undefined) this.#known.delete(oldest);
    }
    return found.correspondence;
  }

  /** Forgets what is about other versions than some, by their hashes. */
  keep(hashes: ReadonlySet<string>): void {
    for (const key of this.#known.keys()) {
      if (!key.split(' ').every((hash) => hashes.has(hash))) this.#known.delete(key);
    }
  }

  /** @param offset in the module text of `from` */
  follow(from: SourceVersion, to: SourceVersion, offset: number): Counterpart {
    if (from === to) return { offset, isUnchanged: true, reason: '' };
    const fn = innermost(from.version, offset);
    if (!fn) return { offset: undefined, isUnchanged: false, reason: 'there is no code here' };
    const correspondence = this.between(from, to);
    const match = correspondence.functionFor(fn.index);
    if (match?.now === undefined) return this.#relocated(correspondence, fn, to, offset);
    const now = to.version.model.functions[match.now];
    if (now && !match.changed) {
      return { offset: now.start + offset - fn.start, isUnchanged: true, reason: '' };
    }
    const found = this.#inBody(correspondence, from, fn, offset);
    if (found !== undefined) return { offset: found, isUnchanged: false, reason: '' };
    if (now && offset === fn.node.end - 1) {
      return { offset: now.node.end - 1, isUnchanged: false, reason: '' };
    }
    return this.#relocated(correspondence, fn, to, offset);
  }

  /** The place of the node that begins at an offset; of a call, that of its callee's name. */
  #inBody(
    correspondence: Correspondence,
    from: SourceVersion,
    fn: FunctionModel,
    offset: number,
  ): number | undefined {
    const points = from.version.model.functions[fn.index]?.points ?? [];
    const statement = points.find(({ kind, start }) => kind === 'before' && start === offset)?.node;
    const declaration = statement && declarationNow(correspondence, fn, statement);
    if (declaration) return declaration.start;
    let best: { size: number; now: Node } | undefined;
    for (const [old, now] of correspondence.nodeMap(fn.index)) {
      if (old.start !== offset || old === fn.node) continue;
      const size = old.end - old.start;
      // The outermost node that begins here: the statement.
      if (!best || size > best.size) best = { size, now };
    }
    const now = best?.now ?? (statement && joinedWithPrevious(correspondence, fn, statement));
    if (now) return inLoop(now).start;
    const call = points.find(({ at }) => at === offset);
    const match = call && correspondence.mapPoint(fn.index, call);
    return match && match.how !== 'guess' && match.how !== 'lost' ? match.point?.at : undefined;
  }

  /** Code that went into another function. */
  #relocated(
    correspondence: Correspondence,
    fn: FunctionModel,
    to: SourceVersion,
    offset: number,
  ): Counterpart {
    const point = fn.points.find(({ kind, start }) => kind === 'before' && start === offset);
    const match = point && correspondence.mapPoint(fn.index, point);
    const isThere = match && match.fn >= 0 && match.how !== 'guess' && match.how !== 'lost';
    if (isThere && match.node) {
      return { offset: match.node.start, isUnchanged: false, reason: '' };
    }
    const name = fn.name === '' ? 'the code around it' : fn.name;
    const isGone = correspondence.functionFor(fn.index)?.now === undefined;
    const reason = isGone
      ? `${name} is gone from ${to.id}`
      : 'the statement is gone, or says something else';
    return { offset: undefined, isUnchanged: false, reason };
  }
}
