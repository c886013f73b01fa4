import type { TypeNode } from '../../protocol/plan-types.js';
import type { Thread } from './thread.js';
import { TypeWalk, type TypeTransform } from './type-walk.js';
import { DEAD } from './unwind.js';

/** How values of changed types are found and changed in a thread; JSON, in the update's own code. */
export interface TypeWork {
  /** Names the update's walk, for frames that go on later. */
  id: string;
  nodes: TypeNode[];
  /** Module variables: the version of the module to read them in, and what they are called there. */
  roots: { file: string; hash: string; name: string; nodes: number[] }[];
  /** The transformers' code, each for one changed type, in the scope of a module where that is loaded. */
  transforms: { target: number; file: string; code: string; isBack: boolean }[];
}

/** The walks of updates in one thread. */
export class TypeWalks {
  readonly #walks = new Map<string, TypeWalk>();
  /** What closures keep, with the walks that have gone through it. */
  readonly #seen = new WeakMap<object, Set<string>>();

  constructor(readonly thread: Thread) {}

  /**
   * Changes what can be reached from module variables; once in a thread.
   *
   * @param evaluate in the scope of the module that the update changes
   * @returns how to take it back
   * @throws what a transformer throws, with everything taken back
   */
  begin(work: TypeWork, evaluate: (code: string) => unknown): (() => void) | undefined {
    if (this.#walks.has(work.id)) return undefined;
    const transforms = new Map(
      work.transforms.map(({ target, file, code, isBack }) => {
        const inScope = this.thread.modules.get(file)?.at(-1)?.evaluators.get(0) ?? evaluate;
        const made = inScope(code) as Record<'transform' | 'back', TypeTransform>;
        return [target, isBack ? made.back : made.transform] as const;
      }),
    );
    const walk = new TypeWalk(work.nodes, transforms);
    const undos: (() => void)[] = [() => this.#walks.delete(work.id)];
    const undo = (): void => {
      for (const restore of undos.splice(0).reverse()) restore();
    };
    this.#walks.set(work.id, walk);
    try {
      walk.run(
        work.roots.flatMap((root) => this.#slot(root)),
        undos,
      );
    } catch (error) {
      undo();
      throw error;
    }
    return undo;
  }

  /** A variable of a frame that goes on in new code. */
  touch(id: string, nodes: readonly number[], value: unknown): unknown {
    if (value === DEAD) return value;
    return this.#walks.get(id)?.touch(value, nodes) ?? value;
  }

  touchOnce(id: string, nodes: readonly number[], value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const seen = this.#seen.get(value) ?? new Set();
    if (seen.has(id)) return;
    this.#seen.set(value, seen.add(id));
    this.touch(id, nodes, value);
  }

  #slot({
    file,
    hash,
    name,
    nodes,
  }: TypeWork['roots'][number]): Parameters<TypeWalk['run']>[0][number][] {
    const evaluate = this.thread.find(file, hash)?.evaluators.get(0);
    if (!evaluate) return []; // not loaded in this thread
    try {
      const [value, set] = evaluate(`[${name},v=>{${name}=v}]`) as [unknown, (v: unknown) => void];
      return [{ value, nodes, set }];
    } catch {
      return []; // its declaration has not run yet
    }
  }
}
