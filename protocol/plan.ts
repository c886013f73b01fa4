import * as v from 'valibot';
import { typeEntryShape, typeReachSchema } from './plan-types.js';

/** The version of the plan's format; a plan of another one is not read. */
export const PLAN_FORMAT = 3;

const confidence = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(1),
  v.description('How sure the inference is, from 0 to 1.'),
);
const reason = v.pipe(v.string(), v.description('Why, in one line.'));
const asks = v.pipe(
  v.boolean(),
  v.description('The inference is not sure enough: the update needs an answer in `override`.'),
);
const path = v.pipe(
  v.string(),
  v.description('Where a function stands, e.g. `Server#handle/forEach(0)`.'),
);
const line = v.pipe(v.number(), v.integer(), v.minValue(1), v.description('1-based line.'));
const expression = v.pipe(
  v.string(),
  v.minLength(1),
  v.description('A JavaScript expression over the variables of the old activation.'),
);
const file = v.pipe(v.string(), v.minLength(1), v.description('The absolute path of a file.'));
const list = <const S extends v.GenericSchema>(item: S) => v.optional(v.array(item), []);

const typeChange = v.pipe(
  v.strictObject({ old: v.string(), now: v.string() }),
  v.description(
    'Its types, as TypeScript writes them, where the value that it keeps does not fit.',
  ),
);

export const functionEntrySchema = v.strictObject({
  old: v.optional(path),
  now: v.optional(path),
  change: v.pipe(
    v.picklist(['changed', 'renamed', 'added', 'removed', 'moved', 'extracted', 'inlined']),
    v.description(
      'extracted: taken out of `host`, an old function; inlined: put into `host`, a new function; ' +
        'moved: `old` went to another file, or `now` came from one, see `elsewhere`.',
    ),
  ),
  host: v.optional(path),
  elsewhere: v.optional(
    v.pipe(
      v.strictObject({ file, function: path }),
      v.description('The other file, and the function there.'),
    ),
  ),
  confidence,
  reason,
  asks,
  override: v.optional(
    v.pipe(
      v.strictObject({ now: v.nullable(path) }),
      v.description('The new counterpart of the old function, or null for none.'),
    ),
  ),
});

export const placeSchema = v.strictObject({
  function: path,
  at: v.pipe(
    v.string(),
    v.description('Kind of the point and the code at it; `#2` is the second such point.'),
  ),
  line,
  file: v.optional(v.pipe(file, v.description('Where it is not the file of this entry.'))),
});

/** Values of new variables in the frames that a decision is about, by the variables' names. */
const values = v.optional(v.record(v.string(), expression));

/** How an activation goes on, when not where the inference says. */
export const frameChoiceSchema = v.variant('do', [
  v.strictObject({
    do: v.literal('resume'),
    function: path,
    at: v.pipe(
      v.string(),
      v.minLength(1),
      v.description(
        'A point of the new function as `to.at` names it, or `before …` or `end …` a statement; ' +
          'its beginning is enough.',
      ),
    ),
    variables: values,
  }),
  v.strictObject({ do: v.literal('restart'), variables: values }),
  v.strictObject({ do: v.literal('return'), value: expression }),
  v.strictObject({ do: v.literal('throw'), value: expression }),
  v.strictObject({ do: v.literal('finish-old') }),
]);

/** One decision for all activations that stand inside a statement. */
export const rangeEntrySchema = v.strictObject({
  function: path,
  within: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('How the statement of the old function begins.'),
  ),
  reason: v.optional(v.string()),
  override: frameChoiceSchema,
});

export const pointEntrySchema = v.strictObject({
  from: placeSchema,
  to: v.optional(placeSchema),
  how: v.picklist(['exact', 'moved', 'guess', 'lost']),
  frames: v.optional(
    v.pipe(v.array(placeSchema), v.description('The frames that one becomes, the caller first.')),
  ),
  joinsCaller: v.optional(v.boolean()),
  activations: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.description('How many activations stand there now, in all threads.'),
  ),
  suspended: v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
    v.description('How many of them are suspended at an `await` or `yield`.'),
  ),
  confidence,
  reason,
  asks,
  override: v.optional(frameChoiceSchema),
});

export const variableSourceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('kept'), old: v.string() }),
  v.strictObject({ kind: v.literal('initialiser') }),
  v.strictObject({ kind: v.literal('expression'), text: expression }),
  v.pipe(
    v.strictObject({ kind: v.literal('position'), loop: v.number(), list: v.string() }),
    v.description('The index that the old loop, at this offset, has come to in its list.'),
  ),
  v.strictObject({
    kind: v.literal('question'),
    proposed: v.optional(v.string()),
    why: v.string(),
  }),
]);

export const variableEntrySchema = v.strictObject({
  function: path,
  name: v.pipe(v.string(), v.description('The name; `#2` is the second variable of that name.')),
  line,
  from: variableSourceSchema,
  confidence,
  reason,
  asks,
  types: v.optional(typeChange),
  override: v.optional(v.strictObject({ value: expression })),
});

/**
 * TypeScript that brings values of the old version into the form that the new code expects. It runs
 * in the scope of the new module, when the update commits.
 */
export const transformerSchema = v.union([
  v.strictObject({
    transform: v.pipe(
      v.string(),
      v.minLength(1),
      v.description(
        'A function: for a class `(old, instance) => void`, for a binding `(old) => new`, for a type ' +
          '`(old, value) => void` or what takes the value’s place.',
      ),
    ),
    back: v.pipe(
      v.optional(v.pipe(v.string(), v.minLength(1))),
      v.description('The same in the other direction, for a rollback.'),
    ),
  }),
  v.strictObject({
    file: v.pipe(
      v.string(),
      v.minLength(1),
      v.description('A file beside the plan that exports `transform`, and `back` for a rollback.'),
    ),
  }),
]);

const memberChangeSchema = v.strictObject({
  name: v.string(),
  kind: v.picklist(['field', 'method', 'getter', 'setter', 'private']),
  change: v.picklist(['added', 'removed', 'renamed']),
  from: v.optional(v.string()),
});

export const classEntrySchema = v.strictObject({
  old: v.optional(v.pipe(v.string(), v.description('Its name; `#2` is the second of that name.'))),
  now: v.optional(v.string()),
  line,
  change: v.picklist(['changed', 'renamed', 'added', 'removed', 'moved']),
  elsewhere: v.optional(
    v.pipe(
      v.strictObject({ file, class: v.string() }),
      v.description('Where `old` went to, or `now` came from.'),
    ),
  ),
  members: v.array(memberChangeSchema),
  superclass: v.optional(v.strictObject({ old: v.string(), now: v.string() })),
  skeleton: v.pipe(
    v.optional(v.string()),
    v.description('The beginning of a transformer for the instances that exist.'),
  ),
  override: v.optional(transformerSchema),
});

export const bindingEntrySchema = v.strictObject({
  name: v.string(),
  line,
  change: v.pipe(
    v.picklist(['kept', 'renamed', 'reinitialised', 'added', 'removed', 'moved']),
    v.description(
      'kept: its initialiser changed, its value stays; reinitialised: a constant primitive gets its new value; ' +
        'moved: to another file, or from one, with its value.',
    ),
  ),
  from: v.optional(v.string()),
  elsewhere: v.optional(
    v.pipe(
      v.strictObject({
        file,
        name: v.string(),
        side: v.pipe(
          v.picklist(['to', 'from']),
          v.description('Whether it went there, or came from there.'),
        ),
      }),
      v.description('The other file, and what the binding is called there.'),
    ),
  ),
  confidence,
  reason,
  skeleton: v.pipe(
    v.optional(v.string()),
    v.description('The beginning of a transformer for the value that it has.'),
  ),
  types: v.optional(typeChange),
  asks: v.optional(asks),
  override: v.optional(
    v.union([
      v.strictObject({ value: expression }),
      v.strictObject({
        keep: v.pipe(
          v.boolean(),
          v.description('true: the value stays; false: the new initialiser is evaluated.'),
        ),
      }),
      ...transformerSchema.options,
    ]),
  ),
});

export const statementEntrySchema = v.strictObject({
  text: v.string(),
  line,
  change: v.picklist(['added', 'changed', 'removed']),
  run: v.pipe(
    v.boolean(),
    v.description('Whether the statement runs once, when the update commits.'),
  ),
  reason,
  override: v.optional(v.strictObject({ run: v.boolean() })),
});

export const moduleNameChangeSchema = v.strictObject({
  name: v.string(),
  change: v.picklist(['added', 'removed']),
});

export const modulePlanSchema = v.strictObject({
  file: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('The source file: its absolute path, or the end of it.'),
  ),
  from: v.pipe(v.string(), v.description('Hash of the source that runs.')),
  to: v.pipe(v.string(), v.description('Hash of the source on disk.')),
  functions: list(functionEntrySchema),
  points: list(pointEntrySchema),
  ranges: list(rangeEntrySchema),
  variables: list(variableEntrySchema),
  classes: list(classEntrySchema),
  bindings: list(bindingEntrySchema),
  imports: list(moduleNameChangeSchema),
  exports: list(moduleNameChangeSchema),
  statements: list(statementEntrySchema),
});

export const typeEntrySchema = v.strictObject({
  ...typeEntryShape,
  override: v.optional(
    v.union([
      v.strictObject({
        keep: v.pipe(v.literal(true), v.description('The values stay as they are.')),
      }),
      ...transformerSchema.options,
    ]),
  ),
});

/** What has become of TypeScript's types, and where their values are. */
export const planTypesSchema = v.strictObject({
  entries: v.array(typeEntrySchema),
  old: v.pipe(typeReachSchema, v.description('Where values of the old types can be reached.')),
  now: v.pipe(typeReachSchema, v.description('The same for the new types, for a rollback.')),
});

export const planSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.string()),
    format: v.literal(PLAN_FORMAT),
    modules: v.array(modulePlanSchema),
    types: v.optional(planTypesSchema),
  }),
  v.title('Restitch update plan'),
  v.description(
    'What an update does with functions, activations, variables, classes and module state. ' +
      'Inferred values are not edited: decisions go into `override`, beside them.',
  ),
);

export type UpdatePlan = v.InferOutput<typeof planSchema>;
export type ModulePlan = v.InferOutput<typeof modulePlanSchema>;
export type PlanTypes = v.InferOutput<typeof planTypesSchema>;
export type TypeEntry = v.InferOutput<typeof typeEntrySchema>;
export type FunctionEntry = v.InferOutput<typeof functionEntrySchema>;
export type PlanPlace = v.InferOutput<typeof placeSchema>;
export type PointEntry = v.InferOutput<typeof pointEntrySchema>;
export type RangeEntry = v.InferOutput<typeof rangeEntrySchema>;
export type Transformer = v.InferOutput<typeof transformerSchema>;
export type FrameChoice = v.InferOutput<typeof frameChoiceSchema>;
export type VariableEntry = v.InferOutput<typeof variableEntrySchema>;
export type ClassEntry = v.InferOutput<typeof classEntrySchema>;
export type BindingEntry = v.InferOutput<typeof bindingEntrySchema>;
export type StatementEntry = v.InferOutput<typeof statementEntrySchema>;
export type ModuleNameChange = v.InferOutput<typeof moduleNameChangeSchema>;

/** A text that is no plan: not JSON, of another format, or with a wrong value somewhere. */
export class PlanFormatError extends Error {
  constructor(
    /** Where in the document, e.g. `modules.0.points.2.override`; '' for the whole. */
    readonly path: string,
    problem: string,
  ) {
    super(path === '' ? problem : `${path}: ${problem}`);
    this.name = 'PlanFormatError';
  }
}

/**
 * Reads a plan document.
 *
 * @throws PlanFormatError with the place of the first problem
 */
export function readPlan(text: string): UpdatePlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PlanFormatError('', (error as SyntaxError).message);
  }
  const result = v.safeParse(planSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new PlanFormatError(v.getDotPath(issue) ?? '', issue.message);
}
