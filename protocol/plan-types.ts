import * as v from 'valibot';

const ids = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  v.description('Numbers of nodes; a value is of one of these.'),
);

/** A type through which values of changed types can be reached. */
export const typeNodeSchema = v.strictObject({
  type: v.pipe(v.string(), v.description('As TypeScript writes it.')),
  target: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.description('Which of the changed types it is.'),
    ),
  ),
  is: v.optional(
    v.pipe(
      v.strictObject({
        has: v.array(v.string()),
        equals: v.record(v.string(), v.union([v.string(), v.number()])),
        types: v.optional(v.record(v.string(), v.string())),
        not: v.optional(v.array(v.string())),
      }),
      v.description(
        'What tells its values from others: properties, the values of some, what `typeof` says of some, ' +
          'and properties that only the other version of the type has.',
      ),
    ),
  ),
  fields: v.optional(v.record(v.string(), ids)),
  items: v.optional(ids),
  keys: v.optional(ids),
  values: v.optional(ids),
  entries: v.optional(v.pipe(ids, v.description('The values of all its own properties.'))),
});

/** Where to begin: a module variable, or a variable (or `this`) of a function. */
export const typeRootSchema = v.strictObject({
  file: v.pipe(v.string(), v.minLength(1)),
  function: v.optional(v.pipe(v.string(), v.description('Without it, a module variable.'))),
  name: v.pipe(v.string(), v.description('Its name; `#2` is the second of that name.')),
  nodes: ids,
});

export const typeReachSchema = v.strictObject({
  nodes: v.array(typeNodeSchema),
  roots: v.array(typeRootSchema),
});

export const typeMemberSchema = v.strictObject({
  name: v.string(),
  change: v.picklist(['added', 'removed', 'retyped']),
  old: v.optional(v.string()),
  now: v.optional(v.string()),
});

/** The entries' own part; `override` is added where transformers are defined. */
export const typeEntryShape = {
  name: v.string(),
  file: v.pipe(v.string(), v.minLength(1), v.description('Where it is declared.')),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  to: v.pipe(v.string(), v.description('Hash of that file’s text.')),
  members: v.array(typeMemberSchema),
  roots: v.pipe(
    v.array(v.string()),
    v.description('From where values of the old type can be reached.'),
  ),
  reason: v.string(),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  asks: v.boolean(),
  skeleton: v.optional(v.string()),
};

export type TypeNode = v.InferOutput<typeof typeNodeSchema>;
export type TypeRoot = v.InferOutput<typeof typeRootSchema>;
export type TypeReach = v.InferOutput<typeof typeReachSchema>;
