import * as v from 'valibot';

/** The version of the plan's format; a plan of another one is not read. */
export const PLAN_FORMAT = 1;

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

export const functionEntrySchema = v.object({
  old: v.optional(path),
  now: v.optional(path),
  change: v.pipe(
    v.picklist(['changed', 'renamed', 'added', 'removed', 'extracted', 'inlined']),
    v.description(
      'extracted: taken out of `host`, an old function; inlined: put into `host`, a new function.',
    ),
  ),
  host: v.optional(path),
  confidence,
  reason,
  asks,
  override: v.optional(
    v.pipe(
      v.object({ now: v.nullable(path) }),
      v.description('The new counterpart of the old function, or null for none.'),
    ),
  ),
});

export const placeSchema = v.object({
  function: path,
  at: v.pipe(
    v.string(),
    v.description('Kind of the point and the code at it; `#2` is the second such point.'),
  ),
  line,
});

/** How an activation goes on, when not where the inference says. */
export const frameChoiceSchema = v.variant('do', [
  v.object({ do: v.literal('resume'), function: path, at: v.string() }),
  v.object({ do: v.literal('restart') }),
  v.object({ do: v.literal('return'), value: expression }),
  v.object({ do: v.literal('throw'), value: expression }),
  v.object({ do: v.literal('finish-old') }),
]);

export const pointEntrySchema = v.object({
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
    v.description('How many activations stand there now.'),
  ),
  confidence,
  reason,
  asks,
  override: v.optional(frameChoiceSchema),
});

export const variableSourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('kept'), old: v.string() }),
  v.object({ kind: v.literal('initialiser') }),
  v.object({ kind: v.literal('expression'), text: expression }),
  v.object({ kind: v.literal('question'), proposed: v.optional(v.string()), why: v.string() }),
]);

export const variableEntrySchema = v.object({
  function: path,
  name: v.pipe(v.string(), v.description('The name; `#2` is the second variable of that name.')),
  line,
  from: variableSourceSchema,
  confidence,
  reason,
  asks,
  override: v.optional(v.object({ value: expression })),
});

const memberChangeSchema = v.object({
  name: v.string(),
  kind: v.picklist(['field', 'method', 'getter', 'setter', 'private']),
  change: v.picklist(['added', 'removed', 'renamed']),
  from: v.optional(v.string()),
});

export const classEntrySchema = v.object({
  old: v.optional(v.string()),
  now: v.optional(v.string()),
  line,
  change: v.picklist(['changed', 'renamed', 'added', 'removed']),
  members: v.array(memberChangeSchema),
  superclass: v.optional(v.object({ old: v.string(), now: v.string() })),
});

export const bindingEntrySchema = v.object({
  name: v.string(),
  line,
  change: v.pipe(
    v.picklist(['kept', 'renamed', 'reinitialised', 'added', 'removed']),
    v.description(
      'kept: its initialiser changed, its value stays; reinitialised: a constant primitive gets its new value.',
    ),
  ),
  from: v.optional(v.string()),
  confidence,
  reason,
  override: v.optional(v.union([v.object({ value: expression }), v.object({ keep: v.boolean() })])),
});

export const statementEntrySchema = v.object({
  text: v.string(),
  line,
  change: v.picklist(['added', 'changed', 'removed']),
  run: v.pipe(
    v.boolean(),
    v.description('Whether the statement runs once, when the update commits.'),
  ),
  reason,
  override: v.optional(v.object({ run: v.boolean() })),
});

export const moduleNameChangeSchema = v.object({
  name: v.string(),
  change: v.picklist(['added', 'removed']),
});

export const modulePlanSchema = v.object({
  file: v.pipe(v.string(), v.description('Absolute path of the source file.')),
  from: v.pipe(v.string(), v.description('Hash of the source that runs.')),
  to: v.pipe(v.string(), v.description('Hash of the source on disk.')),
  functions: v.array(functionEntrySchema),
  points: v.array(pointEntrySchema),
  variables: v.array(variableEntrySchema),
  classes: v.array(classEntrySchema),
  bindings: v.array(bindingEntrySchema),
  imports: v.array(moduleNameChangeSchema),
  exports: v.array(moduleNameChangeSchema),
  statements: v.array(statementEntrySchema),
});

export const planSchema = v.pipe(
  v.object({
    $schema: v.optional(v.string()),
    format: v.literal(PLAN_FORMAT),
    modules: v.array(modulePlanSchema),
  }),
  v.title('Restitch update plan'),
  v.description(
    'What an update does with functions, activations, variables, classes and module state. ' +
      'Inferred values are not edited: decisions go into `override`, beside them.',
  ),
);

export type UpdatePlan = v.InferOutput<typeof planSchema>;
export type ModulePlan = v.InferOutput<typeof modulePlanSchema>;
export type FunctionEntry = v.InferOutput<typeof functionEntrySchema>;
export type PlanPlace = v.InferOutput<typeof placeSchema>;
export type PointEntry = v.InferOutput<typeof pointEntrySchema>;
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
