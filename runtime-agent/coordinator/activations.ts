import { modelSource, type FunctionModel } from '../../program-model/model/index.js';
import type { StackFrame, SuspendedActivation } from '../../protocol/results.js';
import { Places } from '../agent/stack-traces-places.js';
import type { ReportedActivation } from '../loader/host.js';
import { Scripts } from '../loader/scripts.js';
import type { Store } from '../loader/store.js';

type Described = Omit<SuspendedActivation, 'version'>;

/** Says of suspended activations, which threads report by numbers, which functions they are of. */
export class ActivationNames {
  readonly #store: Store;
  readonly #places: Places;
  readonly #known = new Map<string, { id: string; text: string; functions: FunctionModel[] }>();

  constructor(store: Store) {
    this.#store = store;
    this.#places = new Places(new Scripts(), store);
  }

  describe({ hash, fn, offset, count }: ReportedActivation): Described | undefined {
    const module = this.#module(hash);
    const model = module?.functions[fn];
    if (!module || !model) return undefined;
    const before = module.text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - (before.lastIndexOf('\n') + 1);
    const place = this.#places.ofText(module.id, hash, line, column);
    const frame: Omit<StackFrame, 'version'> = {
      function: model.name || (model.kind === 'module' ? '' : model.path),
      file: place.file,
      line: place.line,
      column: place.column,
    };
    const kind = !model.generator ? 'async' : model.async ? 'async-generator' : 'generator';
    return { ...frame, kind, count };
  }

  #module(hash: string): { id: string; text: string; functions: FunctionModel[] } | undefined {
    const known = this.#known.get(hash);
    if (known) return known;
    const entry = this.#store.source(hash);
    if (!entry) return undefined;
    const { id, text, format } = entry;
    const module = { id, text, functions: modelSource({ id, text, format }).functions };
    this.#known.set(hash, module);
    return module;
  }
}
