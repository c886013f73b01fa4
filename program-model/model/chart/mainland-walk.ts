import type { ESTree, Node } from '../estree.js';
import type { Archipelago } from '../follow/archipelago.js';
import { canBeIsland } from '../follow/index.js';
import type { FunctionShell } from '../follow/island.js';
import type { FunctionModel } from '../types.js';
import { ProgramWalk, type Walked } from '../walk.js';
import type { ChartedFunctions } from './charting-parser.js';

/** Finds the functions of a program whose tree has shells in it, and sets the islands in their places. */
export class MainlandWalk {
  readonly #walk: ProgramWalk;
  #isSound = true;

  constructor(
    text: string,
    readonly charted: ChartedFunctions,
    readonly islands: Archipelago,
  ) {
    this.#walk = new ProgramWalk(text, 0, (node, parent) => this.#take(node, parent));
  }

  /** @returns undefined where an island stands that a function of its own text alone cannot be */
  program(ast: ESTree.Program): Walked | undefined {
    this.#walk.program(ast);
    return this.#isSound ? this.#walk.found() : undefined;
  }

  #take(node: Node, parent: FunctionModel | undefined): boolean {
    const found = this.charted.get(node as unknown as FunctionShell);
    if (!found) return false;
    const { island, chart } = found;
    const walk = this.#walk;
    const [facts, ...inside] = chart.functions;
    if (!facts) return false;
    const root = walk.charted(node, parent, facts);
    root.obstacle = facts.obstacle;
    if ('id' in node && node.id) Object.assign(node.id, { parent: node, owner: root.index });
    for (const fn of inside) {
      const around = walk.functions[root.index + fn.parent];
      walk.again(fn, around, undefined, (offset) => offset).obstacle = fn.obstacle;
    }
    island.root = root;
    this.islands.add(island);
    this.#isSound &&= canBeIsland(walk, root);
    return true;
  }
}
