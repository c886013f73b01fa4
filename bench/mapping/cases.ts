import type { FullSourceModel, FunctionModel } from '../../program-model/model/index.js';
import { blockBody, type EditContext, type Expected } from './context.js';
import { modelText, type CorpusFile } from './corpus.js';
import { applyChanges, freshDoc, type Doc } from './doc.js';
import { EDITS } from './edits/index.js';
import * as loops from './edits/loops.js';
import type { Random } from './random.js';
import { makeTruth, type Truth } from './truth.js';
import { moveToFile, turnedRound, type CaseFile, type SharedTruth } from './two-files.js';

/** One edited file with its known correspondence. */
export interface Case {
  file: string;
  /** Names of the edits; a `-` in front means: undone. */
  edits: string[];
  /** What corresponds within and between the files; one entry for a case in one file. */
  truths: readonly SharedTruth[];
  files: readonly CaseFile[];
}

/** Edits that concern more than one file. */
const MOVE_TO_FILE = 'moveToFile';
const RENAME_FILE = 'renameFile';

/** Functions that an edit is tried on before another kind of edit is. */
const ATTEMPTS = 8;
/** Files that the first edit of a case is tried in: so the rarely possible kinds come up too. */
const FILES = 30;
const MANY = 0.2;

/** Makes cases without end: a random file, a random function, one edit or up to five. */
export class CaseMaker {
  private readonly models = new Map<string, FullSourceModel | undefined>();
  private readonly kinds = [...Object.keys(EDITS), MOVE_TO_FILE, RENAME_FILE];

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
    if (kind === MOVE_TO_FILE) return this.moved();
    if (kind === RENAME_FILE) return this.renamed();
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
      const next = this.random.pick(Object.keys(EDITS)) as string;
      // Two changes of a loop's kind undo each other: nobody could tell that it was changed.
      if (isLoopKind(next) && edits.some(isLoopKind)) continue;
      const step = this.step(next, last.model, last.doc, focus);
      if (step === undefined) continue;
      last = step;
      edits.push(step.kind);
      Object.assign(expected, step.variables);
    }
    if (this.random.chance(0.5)) {
      const back = inverse(last.doc.origin, file.text.length);
      const truth = makeTruth(last.model, model, back, {});
      return inOneFile(
        file.name,
        edits.map((kind) => `-${kind}`),
        truth,
      );
    }
    return inOneFile(file.name, edits, makeTruth(model, last.model, last.doc.origin, expected));
  }

  /** A function or class goes to another file, or comes back. */
  private moved(): Case | undefined {
    for (let i = 0; i < FILES; i++) {
      const source = this.someFile();
      const target = this.random.chance(0.6) ? this.someFile() : undefined;
      if (!source || (target && target.name === source.name)) continue;
      const made = moveToFile(source, target, this.random, (doc, model, name) => {
        const fn = model.functions.find(({ path }) => path === name || path.startsWith(`${name}#`));
        const kind = this.random.pick(Object.keys(EDITS)) as string;
        return fn && blockBody(fn).length >= 2 ? this.step(kind, model, doc, fn)?.doc : undefined;
      });
      if (made === undefined) continue;
      const isBack = this.random.chance(0.5);
      const { files, truths } = isBack ? turnedRound(made) : made;
      return { file: source.name, edits: [`${isBack ? '-' : ''}${MOVE_TO_FILE}`], files, truths };
    }
    return undefined;
  }

  /** An edited file has another name, beside a file that is new. */
  private renamed(): Case | undefined {
    const source = this.someFile();
    const other = this.someFile();
    if (!source || !other || source.name === other.name) return undefined;
    const kind = this.random.pick(Object.keys(EDITS)) as string;
    const step = this.step(kind, source.model, freshDoc(source.text), undefined);
    if (step === undefined) return undefined;
    const truth = makeTruth(source.model, step.model, step.doc.origin, step.variables ?? {});
    const files = [{ old: source.model }, { now: other.model }, { now: step.model }];
    return { file: source.name, edits: [RENAME_FILE], files, truths: [{ old: 0, now: 2, truth }] };
  }

  private someFile(): (CorpusFile & { model: FullSourceModel }) | undefined {
    const file = this.random.pick(this.files);
    const model = file && this.modelOf(file);
    return file && model && { ...file, model };
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
        {
          model,
          text: doc.text,
          fn,
          origin: doc.origin,
          random: this.random,
          fresh: freshIn(doc.text),
        },
        doc,
      );
      if (made !== undefined) return made;
    }
    return undefined;
  }
}

const isLoopKind = (kind: string): boolean => kind in loops;

const inOneFile = (file: string, edits: string[], truth: Truth): Case => ({
  file,
  edits,
  files: [{ old: truth.old, now: truth.now }],
  truths: [{ old: 0, now: 0, truth }],
});

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
