import { tokTypes } from 'acorn';
import type { ESTree, FunctionNode, Node } from '../estree.js';
import type { Island } from '../follow/island.js';
import { FunctionShell } from '../follow/island.js';
import { ModuleParser, parserOptions, type ModuleFormat } from '../parse.js';
import type { Chart } from './chart.js';
import { chartFunction } from './chart-function.js';
import type { SavedCharts } from './saved-charts.js';

/** Which functions become islands, in characters. */
export interface IslandSizes {
  /** Keeping the code of shorter ones takes no more than an island. */
  shortest: number;
  /** The code of longer ones is kept, of which parts can be islands. */
  longest: number;
}

export const ISLANDS: IslandSizes = { shortest: 150, longest: 16_000 };

/** The parts of acorn's parser that are used beyond what it publishes. */
interface AcornParser {
  pos: number;
  type: unknown;
  strict: boolean;
  lastTokEnd: number;
  parse(): Node;
  parseFunction(node: Node, ...how: unknown[]): FunctionNode;
  parseMethod(isGenerator: boolean, isAsync: boolean, allowDirectSuper: boolean): FunctionNode;
  parseArrowExpression(node: Node, ...how: unknown[]): FunctionNode;
  parseFunctionBody(node: FunctionNode, ...how: unknown[]): void;
  parseBindingList(...how: unknown[]): Node[];
  parseClassField(field: Node): Node;
  startNode(): Node;
  finishNode(node: Node, type: string): Node;
  nextToken(): void;
  raise(at: number, why: string): never;
  eat(type: unknown): boolean;
  exitScope(): void;
}

const Base = ModuleParser as unknown as new (
  options: ReturnType<typeof parserOptions>,
  text: string,
) => AcornParser;

/** What is known of each function that becomes an island. */
export type ChartedFunctions = Map<FunctionShell, { island: Island; chart: Chart }>;

/**
 * Parses a text and keeps no more of most functions than what there is to know of them: in place of such a function
 * stands a shell.
 */
export class ChartingParser extends Base {
  /** Where the functions begin whose bodies are being parsed. */
  readonly #around: number[] = [];
  readonly #charted: ChartedFunctions = new Map();
  readonly #text: string;
  readonly #newIsland: () => Island;
  readonly #saved: SavedCharts | undefined;
  /** Functions whose body has been passed over. */
  readonly #passed = new Map<FunctionNode, Chart>();
  /** Where the last island begins. */
  #last = -1;
  /** In how many places one is where functions cannot be islands. */
  #kept = 0;
  #isSound = true;

  /**
   * @param newIsland makes the islands
   * @param saved what is known of functions of the text: their bodies are not looked at
   */
  constructor(
    text: string,
    format: ModuleFormat,
    readonly sizes: IslandSizes,
    newIsland: () => Island,
    saved?: SavedCharts,
  ) {
    super(parserOptions(format), text);
    this.#text = text;
    this.#newIsland = newIsland;
    this.#saved = saved;
  }

  /**
   * @returns undefined for a text in which a function has become an island that turned out to be none
   * @throws {SyntaxError} acorn's, with the place in `loc`
   */
  chart(): { ast: ESTree.Program; charted: ChartedFunctions } | undefined {
    const ast = this.parse() as ESTree.Program;
    if (!this.#isSound) return undefined;
    for (const shell of this.#charted.keys()) shell.close();
    return { ast, charted: this.#charted };
  }

  override parseFunction(node: Node, ...how: unknown[]): FunctionNode {
    return this.#shellFor(super.parseFunction(node, ...how));
  }

  override parseArrowExpression(node: Node, ...how: unknown[]): FunctionNode {
    // What has been parsed so far turns out to be its parameters.
    if (this.#last >= node.start) this.#isSound = false;
    return this.#shellFor(super.parseArrowExpression(node, ...how));
  }

  override parseMethod(
    isGenerator: boolean,
    isAsync: boolean,
    allowDirectSuper: boolean,
  ): FunctionNode {
    if (!allowDirectSuper) {
      return this.#shellFor(super.parseMethod(isGenerator, isAsync, allowDirectSuper));
    }
    // What calls `super(…)` concerns the functions around it.
    return this.#keeping(() => super.parseMethod(isGenerator, isAsync, allowDirectSuper));
  }

  /** Names mean other variables in parameters than in the body. */
  override parseBindingList(...how: unknown[]): Node[] {
    return this.#keeping(() => super.parseBindingList(...how));
  }

  /** The scope of an initialiser has the function for its node. */
  override parseClassField(field: Node): Node {
    return this.#keeping(() => super.parseClassField(field));
  }

  #keeping<T>(parse: () => T): T {
    this.#kept += 1;
    const parsed = parse();
    this.#kept -= 1;
    return parsed;
  }

  override parseFunctionBody(node: FunctionNode, ...how: unknown[]): void {
    if (this.#pass(node)) return;
    this.#around.push(node.start);
    super.parseFunctionBody(node, ...how);
    this.#around.pop();
  }

  /** Goes on behind the body of a function whose chart has been saved. */
  #pass(node: FunctionNode): boolean {
    if (!this.#isSound || this.#kept > 0 || this.type !== tokTypes.braceL) return false;
    const saved = this.#saved?.get(node.start);
    const [root] = saved?.functions ?? [];
    if (!saved || !root) return false;
    const body = this.startNode();
    this.pos = root.end - 1;
    this.nextToken();
    // A function of another text, unless it ends like this.
    if (!this.eat(tokTypes.braceR)) this.raise(this.pos, 'a chart of another text');
    node.body = Object.assign(body, { body: [] }) as unknown as ESTree.BlockStatement;
    this.finishNode(body, 'BlockStatement');
    Object.assign(node, { expression: false });
    this.exitScope();
    this.#passed.set(node, saved);
    return true;
  }

  #shellFor(node: FunctionNode): FunctionNode {
    const passed = this.#passed.get(node);
    if (!passed && (!this.#isSound || this.#kept > 0 || !this.#isIsland(node))) return node;
    this.#passed.delete(node);
    const chart = passed ?? chartFunction(this.#text, node, this.strict);
    if (!chart) return node;
    this.#last = node.start;
    const island = this.#newIsland();
    const shell = FunctionShell.of(node, island);
    island.shell = shell;
    island.count = chart.functions.length;
    for (const { classCount } of chart.functions) island.classes += classCount;
    this.#charted.set(shell, { island, chart });
    return shell as unknown as FunctionNode;
  }

  /** A function with a block that is not too long, in one that is. */
  #isIsland({ start, end, body }: FunctionNode): boolean {
    const size = end - start;
    if (size < this.sizes.shortest || size > this.sizes.longest || body.type !== 'BlockStatement')
      return false;
    const around = this.#around.at(-1);
    return around === undefined || end - around > this.sizes.longest;
  }
}
