import type {
  Correspondence,
  CorrespondenceOverrides,
  PointMatch,
  VariableMatch,
} from '../../language-server/inference/index.js';
import type { Node, Variable } from '../../program-model/model/index.js';
import type { StepTouch } from './type-decisions.js';
import type { Version } from './versions.js';

export interface HopInput {
  from: Version;
  to: Version;
  /** The function in the version before, and in this one. */
  oldFn: number;
  nowFn: number;
  correspondence: Correspondence;
  overrides: CorrespondenceOverrides | undefined;
  /** What of the frame is walked for values of changed types. */
  touches: readonly StepTouch[] | undefined;
  /** Where the activation goes on in `to`, for activations. */
  match?: PointMatch | undefined;
  /** Two frames become one in this step: their functions, and whose way this is. */
  joined?: { callee: number; caller: number; of: 'callee' | 'caller' } | undefined;
}

/** A function's way over one step; what is seldom asked for is found when it is. */
export class Hop {
  #nodes: Map<Node, Node> | undefined;
  #variables: Map<string, VariableMatch> | undefined;

  constructor(readonly input: HopInput) {}

  get to(): Version {
    return this.input.to;
  }

  get match(): PointMatch | undefined {
    return this.input.match;
  }

  get correspondence(): Correspondence {
    return this.input.correspondence;
  }

  oldVariable(key: string): Variable | undefined {
    return this.input.from.variable(key);
  }

  /** The old node that a new one continues. */
  before(now: Node): Node | undefined {
    return (this.#nodes ??= inverse(this.#nodeMap())).get(now);
  }

  #nodeMap(): ReadonlyMap<Node, Node> {
    return this.correspondence.nodeMap(this.input.oldFn, this.input.nowFn);
  }

  /** The same; what another function gave is no value for a call of this one. */
  valueBefore(now: Node): Node | undefined {
    const old = this.before(now);
    if (old?.type !== 'CallExpression' && old?.type !== 'NewExpression') return old;
    const key = `${old.type === 'CallExpression' ? 'call' : 'new'}@${old.start}`;
    const { how } = this.correspondence.mapPoint(this.input.oldFn, key);
    return how === 'guess' ? undefined : old;
  }

  /** Variables of enclosing functions are matched with those of the functions' counterparts. */
  variable(variable: Variable): VariableMatch | undefined {
    const variables = (this.#variables ??= new Map(
      this.ownVariables().map((entry) => [entry.now, entry]),
    ));
    const own = variables.get(variable.key);
    if (own) return own;
    const owner = this.to.ownerOf(variable);
    if (this.input.joined && owner === this.input.nowFn) return undefined;
    if (owner === undefined) return undefined;
    for (const old of this.#owners(owner)) {
      for (const entry of this.correspondence.mapVariables(old, owner)) {
        if (entry.from.kind === 'kept' || !variables.has(entry.now))
          variables.set(entry.now, entry);
      }
    }
    return variables.get(variable.key);
  }

  /**
   * The old functions that a new one's variables may come from: its counterpart, or the one that its code
   * was taken out of; and those around the old function that have become part of it.
   */
  #owners(now: number): number[] {
    const { functions } = this.correspondence;
    const match = functions.find((candidate) => candidate.now === now);
    const own = match?.old ?? match?.host;
    const { model } = this.input.from;
    const around: number[] = [];
    for (let at = model.functions[this.input.oldFn]?.parent ?? -1; at >= 0;) {
      around.push(at);
      at = model.functions[at]?.parent ?? -1;
    }
    const parts = functions.flatMap(({ old, now: to, host }) =>
      old !== undefined && to === undefined && host === now && around.includes(old) ? [old] : [],
    );
    return [...(own === undefined ? [] : [own]), ...parts];
  }

  /** The same as if this activation did not become one with another. */
  variableAlone(variable: Variable): VariableMatch | undefined {
    const { oldFn, nowFn, match, joined, correspondence } = this.input;
    if (!joined) return this.variable(variable);
    const own = correspondence.mapVariables(oldFn, nowFn, match);
    return own.find(({ now }) => now === variable.key);
  }

  /** What is known of the variables of the function itself. */
  ownVariables(): VariableMatch[] {
    const { oldFn, nowFn, match, joined, correspondence } = this.input;
    if (!joined) return correspondence.mapVariables(oldFn, nowFn, match);
    const { callee, caller } = joined;
    const all = correspondence.mapJoined?.(callee, caller, nowFn, match) ?? [];
    return all.filter(({ of }) => of === joined.of);
  }
}

function inverse(nodes: ReadonlyMap<Node, Node>): Map<Node, Node> {
  const inverted = new Map<Node, Node>();
  for (const [old, now] of nodes) inverted.set(now, old);
  return inverted;
}

const entryHops = new WeakMap<Correspondence, Map<string, Hop>>();

/** The hop of whoever enters a function: the same for all of them. */
export function entryHop(input: Omit<HopInput, 'match'>): Hop {
  const { correspondence, oldFn, nowFn } = input;
  const known = entryHops.get(correspondence) ?? new Map<string, Hop>();
  entryHops.set(correspondence, known);
  const key = `${oldFn} ${nowFn}`;
  const found = known.get(key) ?? new Hop(input);
  known.set(key, found);
  return found;
}
