import fc from 'fast-check';
import type {
  Body,
  Case,
  ClassNode,
  Expression,
  FunctionNode,
  Parameter,
  Program,
  Statement,
} from './ast.js';

// A type, not an interface: letrec wants an index signature.
type Ties = {
  expression: Expression;
  statement: Statement;
  block: readonly Statement[];
  body: Body;
};

const index = fc.nat({ max: 7 });
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ k: fc.constant('number' as const), value: fc.nat({ max: 5 }) }),
  fc.record({ k: fc.constant('read' as const), place: index }),
);
/** An update point that may lie anywhere. */
const point: fc.Arbitrary<Expression> = fc.record({ k: fc.constant('trace' as const), of: leaf });

function kind<K extends string>(k: K): fc.Arbitrary<K> {
  return fc.constant(k);
}

function expressions(tie: fc.LetrecTypedTie<Ties>): fc.Arbitrary<Expression> {
  const e = tie('expression');
  const few = fc.array(e, { maxLength: 3 });
  return fc.oneof(
    { maxDepth: 3, depthSize: 'small', depthIdentifier: 'expression', withCrossShrink: true },
    { arbitrary: fc.oneof(leaf, point), weight: 6 },
    { arbitrary: fc.record({ k: kind('trace'), of: e }), weight: 2 },
    {
      arbitrary: fc.record({
        k: kind('binary'),
        op: fc.constantFrom('+', '-', '*', '&', '<', '===', '&&', '||', '??'),
        l: e,
        r: e,
      }),
      weight: 4,
    },
    fc.record({ k: kind('conditional'), test: e, yes: e, no: e }),
    fc.record({ k: kind('unary'), op: fc.constantFrom('-', '!', 'typeof', 'void'), of: e }),
    fc.record({ k: kind('sequence'), first: e, last: e }),
    fc.record({ k: kind('template'), tagged: fc.boolean(), parts: few }),
    fc.record({
      k: kind('array'),
      items: fc.array(fc.record({ spread: fc.boolean(), value: e }), { maxLength: 3 }),
      pick: index,
    }),
    fc.record({
      k: kind('object'),
      form: fc.constantFrom('plain', 'computed', 'spread', 'optional'),
      a: e,
      b: e,
    }),
    {
      arbitrary: fc.record({
        k: kind('assign'),
        place: index,
        op: fc.constantFrom('=', '+=', '-=', '*=', '||=', '&&=', '??='),
        value: e,
      }),
      weight: 3,
    },
    fc.record({
      k: kind('update'),
      place: index,
      op: fc.constantFrom('++', '--'),
      prefix: fc.boolean(),
    }),
    fc.record({ k: kind('unpack'), place: index, other: index, values: few, fallback: e }),
    {
      arbitrary: fc.record({
        k: kind('call'),
        fn: index,
        how: fc.constantFrom('plain', 'optional', 'spread', 'keep'),
        args: few,
      }),
      weight: 5,
    },
    {
      arbitrary: fc.record({
        k: kind('instance'),
        cls: index,
        use: fc.constantFrom('method', 'getter', 'static', 'field'),
        arg: e,
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        k: kind('native'),
        which: fc.constantFrom(
          'map',
          'filter',
          'reduce',
          'sort',
          'forEach',
          'from',
          'replace',
          'toJSON',
          'getter',
          'valueOf',
          'proxy',
          'apply',
          'iterator',
          'executor',
        ),
        items: few,
        body: tie('body'),
      }),
      weight: 2,
    },
    fc.record({ k: kind('invoke'), body: tie('body') }),
    { arbitrary: fc.record({ k: kind('await'), of: e }), weight: 3 },
    { arbitrary: fc.record({ k: kind('yield'), of: e, delegate: fc.boolean() }), weight: 3 },
  );
}

function functions(tie: fc.LetrecTypedTie<Ties>): fc.Arbitrary<FunctionNode> {
  const parameter: fc.Arbitrary<Parameter> = fc.record({
    shadows: fc.boolean(),
    fallback: fc.option(tie('expression'), { nil: undefined, freq: 2 }),
  });
  return fc.record({
    kind: fc.constantFrom(
      'function',
      'arrow',
      'generator',
      'async',
      'asyncArrow',
      'asyncGenerator',
    ),
    parameters: fc.array(parameter, { maxLength: 3 }),
    rest: fc.boolean(),
    body: tie('body'),
  });
}

function classes(tie: fc.LetrecTypedTie<Ties>): fc.Arbitrary<ClassNode> {
  const e = tie('expression');
  return fc.record({
    base: fc.option(index, { nil: undefined }),
    field: e,
    secret: e,
    beforeSuper: tie('block'),
    setUp: tie('block'),
    method: tie('body'),
    getter: e,
    fixed: e,
    block: tie('block'),
  });
}

function statements(tie: fc.LetrecTypedTie<Ties>): fc.Arbitrary<Statement> {
  const e = tie('expression');
  const block = tie('block');
  const few = fc.array(e, { maxLength: 3 });
  const optional = fc.option(block, { nil: undefined, freq: 2 });
  const clause: fc.Arbitrary<Case> = fc.record({
    test: fc.option(e, { nil: undefined }),
    body: block,
    breaks: fc.boolean(),
  });
  return fc.oneof(
    { maxDepth: 3, depthSize: 'small', depthIdentifier: 'statement', withCrossShrink: true },
    { arbitrary: fc.record({ k: kind('evaluate'), value: e }), weight: 4 },
    { arbitrary: fc.record({ k: kind('declare'), constant: fc.boolean(), value: e }), weight: 5 },
    fc.record({
      k: kind('destructure'),
      form: fc.constantFrom('array', 'object'),
      values: few,
      fallback: e,
    }),
    { arbitrary: fc.record({ k: kind('capture'), place: index, writes: fc.boolean() }), weight: 3 },
    { arbitrary: fc.record({ k: kind('if'), test: e, then: block, otherwise: block }), weight: 2 },
    {
      arbitrary: fc.record({
        k: kind('count'),
        times: fc.integer({ min: 1, max: 3 }),
        captured: fc.boolean(),
        body: block,
      }),
      weight: 2,
    },
    fc.record({ k: kind('while'), test: e, after: fc.boolean(), body: block }),
    {
      arbitrary: fc.record({
        k: kind('of'),
        over: fc.constantFrom('array', 'set', 'call', 'awaited', 'pairs'),
        items: few,
        body: block,
      }),
      weight: 3,
    },
    fc.record({ k: kind('in'), items: few, body: block }),
    fc.record({ k: kind('block'), body: block }),
    {
      arbitrary: fc.record({
        k: kind('jump'),
        how: fc.constantFrom('break', 'continue'),
        label: fc.option(index, { nil: undefined, freq: 2 }),
        test: e,
      }),
      weight: 4,
    },
    fc.record({ k: kind('switch'), on: e, cases: fc.array(clause, { maxLength: 3 }) }),
    {
      arbitrary: fc.record({ k: kind('try'), body: block, handler: optional, final: optional }),
      weight: 3,
    },
    fc.record({ k: kind('throw'), value: e }),
    fc.record({ k: kind('return'), value: e }),
    {
      arbitrary: fc.record({
        k: kind('function'),
        node: functions(tie),
        args: fc.option(few, { nil: undefined, freq: 4 }),
      }),
      weight: 7,
    },
    { arbitrary: fc.record({ k: kind('class'), node: classes(tie) }), weight: 2 },
  );
}

const { statement } = fc.letrec<Ties>((tie) => ({
  expression: expressions(tie),
  statement: statements(tie),
  block: fc.array(tie('statement'), { maxLength: 3 }),
  body: fc.record({
    statements: fc.array(tie('statement'), { maxLength: 3 }),
    result: tie('expression'),
  }),
}));

/** Trees of small programs; every subtree shrinks on its own. */
export const arbitraryTree: fc.Arbitrary<Program> = fc.array(statement, {
  minLength: 2,
  maxLength: 5,
});
