import type { Node } from './estree.js';
import type { FunctionKind, FunctionModel, Obstacle, Point, Variable } from './types.js';

/** Where what is seldom asked for is worked out. */
export interface FunctionDetails {
  /** Of functions that were listed without their nodes. */
  nodeOf(fn: FunctionModel): Node;
  variablesOf(fn: FunctionModel): Variable[];
  pointsOf(fn: FunctionModel): Point[];
}

/** What is known of a function without its tree, apart from where it stands. */
export type FunctionFacts = Pick<
  FunctionModel,
  'name' | 'segment' | 'usedAs' | 'isInvoked' | 'head' | 'kind' | 'async' | 'generator' | 'derived'
>;

/** What is known of a function's own code without its tree. */
export type FunctionInsides = Pick<FunctionModel, 'lexical' | 'changing' | 'yields' | 'classCount'>;

/** Where a function stands in its text, and among the others. */
export type FunctionPlace = Pick<FunctionModel, 'index' | 'parent' | 'path' | 'start' | 'end'>;

const NO_NAMES: readonly string[] = [];
const NO_OFFSETS: readonly number[] = [];

/** A function of a model. */
export class ModelledFunction implements FunctionModel {
  index: number;
  parent: number;
  name: string;
  path: string;
  kind: FunctionKind;
  async: boolean;
  generator: boolean;
  derived: boolean;
  start: number;
  end: number;
  segment: string;
  usedAs: string | undefined;
  isInvoked: boolean;
  head: number;
  lexical = 0;
  changing: readonly string[] = NO_NAMES;
  yields: readonly number[] = NO_OFFSETS;
  classCount = 0;
  obstacle: Obstacle | undefined = undefined;
  #node: Node | undefined;
  #details: FunctionDetails | undefined;
  #variables: Variable[] | undefined;
  #points: Point[] | undefined;

  constructor(facts: FunctionFacts, place: FunctionPlace, node: Node | undefined) {
    this.#node = node;
    this.index = place.index;
    this.parent = place.parent;
    this.name = facts.name;
    this.path = place.path;
    this.kind = facts.kind;
    this.async = facts.async;
    this.generator = facts.generator;
    this.derived = facts.derived;
    this.start = place.start;
    this.end = place.end;
    this.segment = facts.segment;
    this.usedAs = facts.usedAs;
    this.isInvoked = facts.isInvoked;
    this.head = facts.head;
  }

  /** Takes over what is known of the code of an equal function. */
  takeInsides({ lexical, changing, yields, classCount }: FunctionInsides): void {
    this.lexical = lexical;
    this.changing = changing;
    this.yields = yields;
    this.classCount = classCount;
  }

  /** Called once, when the model of which it is part is there. */
  belongTo(details: FunctionDetails): void {
    this.#details = details;
  }

  get node(): Node {
    return (this.#node ??= this.#known.nodeOf(this));
  }

  get variables(): Variable[] {
    return (this.#variables ??= this.#known.variablesOf(this));
  }

  get points(): Point[] {
    return (this.#points ??= this.#known.pointsOf(this));
  }

  get #known(): FunctionDetails {
    if (!this.#details) throw new Error('a function of no model');
    return this.#details;
  }
}
