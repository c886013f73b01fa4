import type { Node } from './estree.js';
import type { FunctionKind, FunctionModel, Obstacle, Point, Variable } from './types.js';

/** Where a function's variables and points are worked out when somebody asks: few do. */
export interface FunctionDetails {
  variablesOf(fn: FunctionModel): Variable[];
  pointsOf(fn: FunctionModel): Point[];
}

type Facts = Omit<FunctionModel, 'variables' | 'points' | 'obstacle'>;

/** A function of a model. */
export class ModelledFunction implements FunctionModel {
  index: number;
  node: Node;
  parent: number;
  name: string;
  path: string;
  kind: FunctionKind;
  async: boolean;
  generator: boolean;
  derived: boolean;
  start: number;
  end: number;
  obstacle: Obstacle | undefined = undefined;
  #details: FunctionDetails | undefined;
  #variables: Variable[] | undefined;
  #points: Point[] | undefined;

  constructor(facts: Facts) {
    this.index = facts.index;
    this.node = facts.node;
    this.parent = facts.parent;
    this.name = facts.name;
    this.path = facts.path;
    this.kind = facts.kind;
    this.async = facts.async;
    this.generator = facts.generator;
    this.derived = facts.derived;
    this.start = facts.start;
    this.end = facts.end;
  }

  /** Called once, when the model of which it is part is there. */
  belongTo(details: FunctionDetails): void {
    this.#details = details;
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
