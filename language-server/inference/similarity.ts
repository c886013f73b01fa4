import { bagOf, dice, type Bag } from './bag.js';
import type { Entity, FileTree } from './entities.js';

/** Why two entities would correspond, each part from 0 to 1. */
export interface Likeness {
  content: number;
  identity: number;
  score: number;
}

/** Compares functions and classes of two files by what they say and what they are called. */
export class EntityComparer {
  private readonly bagsA = new Map<number, Bag>();
  private readonly bagsB = new Map<number, Bag>();
  private readonly ownA = new Map<number, Bag>();
  private readonly ownB = new Map<number, Bag>();

  constructor(
    private readonly a: FileTree,
    private readonly b: FileTree,
  ) {}

  bagA(entity: Entity, mask = maskFor(entity.weight)): Bag {
    return remembered(this.bagsA, this.a, entity, mask);
  }

  bagB(entity: Entity, mask = maskFor(entity.weight)): Bag {
    return remembered(this.bagsB, this.b, entity, mask);
  }

  private contentOf(x: Entity, y: Entity): number {
    if (x.content === y.content) return 1;
    const mask = maskFor(Math.max(x.weight, y.weight));
    const whole = dice(this.bagA(x, mask), this.bagB(y, mask));
    if (x.children.length === 0 && y.children.length === 0) return Math.min(0.999, whole);
    // A function that holds another looks like it as a whole; its own code tells them apart.
    const own = dice(
      remembered(this.ownA, this.a, x, mask, true),
      remembered(this.ownB, this.b, y, mask, true),
    );
    return Math.min(0.999, (whole + own) / 2);
  }

  /**
   * @param context how far the surroundings correspond, 0 to 1
   */
  compare(x: Entity, y: Entity, context: number): Likeness | undefined {
    if (!mayCorrespond(x, y)) return undefined;
    const content = this.contentOf(x, y);
    const identity = identityOf(x, y);
    // A small body says little about which function it is; its name and place say more.
    const size = Math.min(x.weight, y.weight);
    const share = 0.45 + (0.4 * size) / (size + 30);
    let score = share * content + (1 - share) * identity + 0.1 * context;
    if (identity === 1) score = Math.max(score + 0.1, context > 0 ? 0.55 : 0.4);
    return { content, identity, score };
  }
}

/** Large bodies are compared by one feature in 16 or 256. */
function maskFor(weight: number): number {
  return weight < 4000 ? 0 : weight < 64_000 ? 15 : 255;
}

function remembered(
  bags: Map<number, Bag>,
  file: FileTree,
  entity: Entity,
  mask: number,
  ownOnly = false,
): Bag {
  const key = entity.index * 256 + mask;
  let bag = bags.get(key);
  if (bag === undefined) {
    bag = bagOf(file.tree, entity.at, mask, ownOnly, true);
    bags.set(key, bag);
  }
  return bag;
}

function mayCorrespond(x: Entity, y: Entity): boolean {
  if (x.sort === y.sort) return true;
  const callable = (e: Entity): boolean => e.sort === 'function' || e.sort === 'constructor';
  return callable(x) && callable(y);
}

function identityOf(x: Entity, y: Entity): number {
  if (x.sort !== y.sort) return 0;
  if (x.named && y.named) return bareName(x.name) === bareName(y.name) ? 1 : 0;
  return x.name === y.name ? 0.8 : 0.2;
}

/** A method `#run` and a function `run` share their name. */
export function bareName(name: string): string {
  return name.replace(/^(?:.*[#.])(?=.)/, '');
}
