import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, SourceModel } from '../../program-model/model/types.js';
import {
  mapPointAcross,
  type Correspondence,
  type PointMatch,
  type ProgramCorrespondence,
} from '../inference/index.js';
import { textLines, type LineOf } from './places.js';

/** A function of another file. */
export interface OtherFunction {
  file: string;
  model: SourceModel;
  fn: FunctionModel;
}

/** A place in another file where an activation goes on. */
export interface OtherPlace {
  file: string;
  match: PointMatch;
  correspondence: Correspondence;
}

/** A module variable of another file. */
export interface OtherBinding {
  file: string;
  name: string;
  confidence: number;
  reason: string;
}

/** What of one file went to others, or came from them. */
export class Elsewhere {
  readonly #models: { old: Map<string, SourceModel>; now: Map<string, SourceModel> };

  /**
   * @param id The file, under the name that it has now.
   * @param linesOf The author's lines of another file, where its module text is not what the author wrote.
   */
  constructor(
    readonly program: ProgramCorrespondence,
    readonly id: string,
    readonly linesOf: (file: string, side: 'old' | 'now') => LineOf | undefined = () => undefined,
  ) {
    const models = { old: new Map<string, SourceModel>(), now: new Map<string, SourceModel>() };
    for (const { from, to, correspondence } of program.moved) {
      models.old.set(from, correspondence.old);
      models.now.set(to, correspondence.now);
    }
    this.#models = models;
  }

  /** Its name before the update. */
  get before(): string {
    return this.program.files.find(({ now }) => now === this.id)?.old ?? this.id;
  }

  /** A function that a match names as gone from here, or come here. */
  functionAt(side: 'old' | 'now', file: string, index: number): OtherFunction | undefined {
    const model = this.#models[side].get(file);
    const fn = model?.functions[index];
    return model && fn && { file, model, fn };
  }

  /** Where an activation goes on whose function is in another file now. */
  placeOf(fn: number, point: Point): OtherPlace | undefined {
    const found = mapPointAcross(this.program, this.before, fn, point);
    if (found === undefined || found.id === this.id) return undefined;
    const moved = this.program.moved.find(
      ({ from, to }) => from === this.before && to === found.id,
    );
    const { id: file, match } = found;
    return moved && { file, match, correspondence: moved.correspondence };
  }

  lineOf(file: string, model: SourceModel, side: 'old' | 'now'): LineOf {
    return this.linesOf(file, side) ?? textLines(model.text);
  }

  /** Where a module variable of the old version (by key) is declared now. */
  bindingGone(key: string): OtherBinding | undefined {
    const found = this.program.bindings.find(
      ({ from }) => from.id === this.before && from.variable.key === key,
    );
    if (found === undefined) return undefined;
    const { to, confidence, reason } = found;
    return { file: to.id, name: to.variable.name, confidence, reason };
  }

  /** Where a module variable of the new version (by key) was declared. */
  bindingCome(key: string): OtherBinding | undefined {
    const found = this.program.bindings.find(
      ({ to }) => to.id === this.id && to.variable.key === key,
    );
    if (found === undefined) return undefined;
    const { from, confidence, reason } = found;
    return { file: from.id, name: from.variable.name, confidence, reason };
  }

  /** The class of another file that a class of this one became, or was: the one that holds its members. */
  classOf(
    side: 'old' | 'now',
    node: Node,
  ): { file: string; model: SourceModel; node: Node } | undefined {
    const here = side === 'old' ? this.before : this.id;
    const [own, other] = side === 'old' ? (['from', 'to'] as const) : (['to', 'from'] as const);
    for (const moved of this.program.moved) {
      if (moved[own] !== here) continue;
      const { correspondence: c } = moved;
      const [mine, theirs] = side === 'old' ? [c.old, c.now] : [c.now, c.old];
      const found = c.functions.flatMap((match) => {
        const [at, to] = side === 'old' ? [match.old, match.now] : [match.now, match.old];
        const member = mine.functions[at ?? -1];
        const counterpart = theirs.functions[to ?? -1];
        if (!member || !counterpart || classAround(member.node) !== node) return [];
        return classAround(counterpart.node) ?? [];
      })[0];
      if (found !== undefined) return { file: moved[other], model: theirs, node: found };
    }
    return undefined;
  }
}

/** The class that a method or a field's initialiser directly belongs to. */
function classAround(node: Node): Node | undefined {
  const body = node.type === 'PropertyDefinition' ? node.parent : node.parent?.parent;
  return body?.type === 'ClassBody' ? (body.parent ?? undefined) : undefined;
}
