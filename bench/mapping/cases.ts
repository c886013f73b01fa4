import type { FullSourceModel, FunctionModel } from '../../program-model/model/index.js';
import { blockBody, type EditContext, type Expected } from './context.js';
import { modelText, type CorpusFile } from './corpus.js';
import { applyChanges, freshDoc, type Doc } from './doc.js';
import { EDITS } from './edits/index.js';
import type { Random } from './random.js';
import { makeTruth, type Truth } from './truth.js';

/** One edited file with its known correspondence. */
export interface Case {
  file: string;
  /** Names of the edits; a `-` in front means: undone. */
  edits: string[];
  truth: Truth;
}

/** Functions that an edit is tried on before another kind of edit is. */
const ATTEMPTS = 8;
/** Files that the first edit of a case is tried in: so the rarely possible kinds come up too. */
const FILES = 30;
const MANY = 0.2;

/** Makes cases without end: a random file, a random function, one edit or up to five. */
export class CaseMaker {
  private readonly models = new Map<string, FullSourceModel | undefined>();
  private readonly kinds = Object.keys(EDITS);

  constructor(
    private readonly files: readonly CorpusFile[],
    private readonly random: Random,
    private readonly only?: string,
  ) {}

  next(): Case {
    for (;;) {
      const made = this.attempt();
      if (made !== undefined) return made;
    }
  }

  private attempt(): Case | undefined {
    const kind = this.only ?? this.random.pick(this.kinds) ?? '';
    for (let i = 0; i < FILES; i++) {
      const file = this.random.pick(this.files) as CorpusFile;
      const model = this.modelOf(file);
      const first = model && this.step(kind, model, freshDoc(file.text), undefined);
      if (first !== undefined) return this.continued(file, model as FullSourceModel, first);
    }
    return undefined;
  }

  /** Adds more edits to some of the cases, and turns half of them round. */
  private continued(file: CorpusFile, model: FullSourceModel, first: Step): Case {
    const edits = [first.kind];
    const expected: Record<string, Expected> = { ...first.variables };
    let last = first;
    const more = this.only === undefined && this.random.chance(MANY) ? 1 + this.random.below(4) : 0;
    for (let i = 0; i < more; i++) {
      const focus = this.random.chance(0.6) ? again(last.model, last.fn) : undefined;
      const step = this.step(this.random.pick(this.kinds) as string, last.model, last.doc, focus);
      if (step === undefined) continue;
      last = step;
      edits.push(step.kind);
      Object.assign(expected, step.variables);
    }
    if (this.random.chance(0.5)) {
      const back = inverse(last.doc.origin, file.text.length);
      const truth = makeTruth(last.model, model, back, {});
      return { file: file.name, edits: edits.map((kind) => `-${kind}`), truth };
    }
    return {
      file: file.name,
      edits,
      truth: makeTruth(model, last.model, last.doc.origin, expected),
    };
  }

  private modelOf(file: CorpusFile): FullSourceModel | undefined {
    if (!this.models.has(file.name)) this.models.set(file.name, modelText(file.text));
    return this.models.get(file.name);
  }

  private step(
    kind: string,
    model: FullSourceModel,
    doc: Doc,
    focus: FunctionModel | undefined,
  ): Step | undefined {
    const eligible = model.functions.filter((fn) => fn.index > 0 && blockBody(fn).length >= 2);
    for (let i = 0; i < ATTEMPTS; i++) {
      const fn = focus ?? this.random.pick(eligible);
      if (fn === undefined) return undefined;
      const made = tryEdit(
        kind,
        { model, text: doc.text, fn, random: this.random, fresh: freshIn(doc.text) },
        doc,
      );
      if (made !== undefined) return made;
    }
    return undefined;
  }
}

interface Step {
  kind: string;
  doc: Doc;
  model: FullSourceModel;
  fn: FunctionModel;
  variables?: Record<string, Expected>;
}

function tryEdit(kind: string, context: EditContext, doc: Doc): Step | undefined {
  const result = EDITS[kind]?.(context);
  if (result === undefined) return undefined;
  let edited: Doc;
  try {
    edited = applyChanges(doc, result.changes);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the changes touch one another
    throw error;
  }
  const model = modelText(edited.text);
  if (model === undefined || edited.text === doc.text) return undefined;
  return {
    kind,
    doc: edited,
    model,
    fn: context.fn,
    ...(result.variables && { variables: result.variables }),
  };
}

const freshIn =
  (text: string) =>
  (stem: string): string => {
    let name = stem;
    for (let i = 2; new RegExp(`\\b${name}\\b`).test(text); i++) name = `${stem}${i}`;
    return name;
  };

/** The function of the same path after an edit. */
const again = (model: FullSourceModel, fn: FunctionModel): FunctionModel | undefined =>
  model.functions.find((other) => other.path === fn.path && blockBody(other).length >= 2);

function inverse(origin: Int32Array, length: number): Int32Array {
  const back = new Int32Array(length).fill(-1);
  origin.forEach((o, i) => {
    if (o >= 0 && back[o] === -1) back[o] = i;
  });
  return back;
}
