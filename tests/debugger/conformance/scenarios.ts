/** What is done at a stop: steps by their names, `vars` notes the variables, `= x` evaluates, `x := y` assigns. */
export interface Scenario {
  /** Body of a function; breakpoints are at the lines that end in `// @`. */
  body: string;
  actions: string[];
  /** Why what is seen is not what plain Node shows; see docs/debug-adapter.md. */
  differs?: string;
}

const steps = (text: string): string[] => text.split(' ');

const define = (body: string, ...actions: string[]): Scenario => ({ body, actions });

/** Run one after the other from the top of a program. */
export const synchronous: Record<string, Scenario> = {
  locals: define(`const a = 1;\nlet b = 'two';\nvar c = [3];\nc.push(a); // @\nreturn b;`, 'vars'),
  next: define(`let a = 1;\na += 1; // @\na += 2;\nreturn a;`, 'next', 'vars', 'next', 'vars'),
  stepIn: define(
    `function inner(x) {\n  return x + 1;\n}\nconst a = inner(1); // @\nreturn a;`,
    ...steps('stepIn vars stepOut vars next'),
  ),
  stepOver: define(
    `function inner(x) {\n  return x + 1;\n}\nconst a = inner(1); // @\nreturn a;`,
    ...steps('next vars'),
  ),
  stepOutTwice: define(
    `function c() {\n  return 1; // @\n}\nfunction b() {\n  const r = c();\n  return r;\n}\nconst a = b();\nreturn a;`,
    ...steps('stepOut vars stepOut vars'),
  ),
  stepIntoNested: define(
    `const f = (x) => {\n  return x + 1;\n};\nconst g = (x) => {\n  return x * 2;\n};\nconst a = f(g(3)); // @\nreturn a;`,
    ...steps('stepIn vars stepOut'),
  ),
  returnsVariable: define(`const a = 1;\nreturn a; // @`, 'next'),
  returnsLiteral: define(`const f = () => {\n  return 1; // @\n};\nreturn f() + 1;`, 'next'),
  returnsNothing: define(`const f = () => {\n  return; // @\n};\nf();`, 'next'),
  returnsClosed: define(
    `const a = [1];\nconst f = () => {\n  return a; // @\n};\nreturn f().length;`,
    'next',
  ),
  returnsSum: define(`const f = (x) => {\n  return x + 1; // @\n};\nreturn f(1);`, 'next', 'vars'),
  ends: define(`const f = (x) => {\n  x.push(1); // @\n};\nf([]);`, ...steps('next next')),
  expressionBody: {
    differs: 'does not stop again where an arrow returns its expression',
    ...define(
      `const f = (x) => x + 1;\nconst a = f(1); // @\nreturn a;`,
      ...steps('stepIn vars next'),
    ),
  },
  ifTaken: define(
    `let a = 1;\nif (a === 1) { // @\n  a = 2;\n}\nreturn a;`,
    ...steps('next next vars'),
  ),
  ifElse: define(
    `let a = 1;\nif (a === 2) { // @\n  a = 3;\n} else {\n  a = 4;\n}\nreturn a;`,
    ...steps('next next vars'),
  ),
  elseIf: define(
    `let a = 3;\nif (a === 1) { // @\n  a = 10;\n} else if (a === 3) {\n  a = 30;\n}\nreturn a;`,
    ...steps('next next vars'),
  ),
  switch: define(
    `let a = 2;\nswitch (a) { // @\n  case 1:\n    a = 10;\n    break;\n  case 2:\n    a = 20;\n  default:\n    a += 1;\n}\nreturn a;`,
    ...steps('next next vars next vars'),
  ),
  whileLoop: {
    differs: 'stops in front of a loop, not at its condition at each turn',
    ...define(
      `let i = 0;\nwhile (i < 2) { // @\n  i += 1;\n}\nreturn i;`,
      ...steps('next vars next next vars'),
    ),
  },
  forBody: define(
    `let sum = 0;\nfor (let i = 0; i < 3; i++) {\n  sum += i; // @\n}\nreturn sum;`,
    'vars',
  ),
  forOf: define(
    `let sum = 0;\nfor (const x of [1, 2]) {\n  sum += x; // @\n}\nreturn sum;`,
    'vars',
  ),
  forOfMap: define(
    `const m = new Map([['a', 1], ['b', 2]]);\nlet sum = 0;\nfor (const [key, value] of m) {\n  sum += value; // @\n}\nreturn sum;`,
    'vars',
    '= key + value',
  ),
  forIn: define(
    `const names = [];\nfor (const key in { a: 1, b: 2 }) {\n  names.push(key); // @\n}\nreturn names;`,
    'vars',
  ),
  doWhile: define(`let i = 0;\ndo {\n  i += 1; // @\n} while (i < 2);\nreturn i;`, 'vars'),
  labelled: define(
    `let n = 0;\nouter: for (let i = 0; i < 3; i++) {\n  for (let j = 0; j < 3; j++) {\n    if (j === 1) continue outer;\n    n += 1; // @\n  }\n}\nreturn n;`,
    'vars',
  ),
  tryCatch: define(
    `let seen;\ntry {\n  throw new Error('no'); // @\n} catch (error) {\n  seen = error.message;\n}\nreturn seen;`,
    ...steps('next vars next vars'),
  ),
  tryFinally: define(
    `let log = '';\ntry {\n  log += 'a'; // @\n} finally {\n  log += 'b';\n}\nreturn log;`,
    ...steps('next next vars'),
  ),
  nestedBlocks: define(
    `const a = 1;\n{\n  const a = 2;\n  {\n    const b = a + 1;\n    void b; // @\n  }\n}\nreturn a;`,
    'vars',
    '= a',
  ),
  shadowedParameter: define(
    `function f(x) {\n  {\n    let x = 5;\n    x += 1; // @\n  }\n  return x;\n}\nreturn f(1);`,
    'vars',
    'next',
    'vars',
  ),
  closure: define(
    `let count = 0;\nconst add = (by) => {\n  count += by; // @\n  return count;\n};\nadd(2);\nreturn add(3);`,
    'vars',
    '= count + by',
  ),
  closureInLoop: define(
    `const all = [];\nfor (let i = 0; i < 2; i++) {\n  all.push(() => i * 2);\n}\nconst r = all.map((f) => f()); // @\nreturn r;`,
    'next',
    'vars',
  ),
  recursion: define(
    `function fact(n) {\n  if (n <= 1) {\n    return 1; // @\n  }\n  return n * fact(n - 1);\n}\nreturn fact(4);`,
    'vars',
    'stepOut',
    'vars',
  ),
  method: define(
    `class Box {\n  constructor(n) {\n    this.n = n;\n  }\n  twice() {\n    const r = this.n * 2;\n    return r; // @\n  }\n}\nreturn new Box(4).twice();`,
    'vars',
    '= this.n',
  ),
  constructed: define(
    `class Box {\n  constructor(n) {\n    this.n = n;\n    this.m = n + 1; // @\n  }\n}\nconst b = new Box(4);\nreturn b.m;`,
    'vars',
    'next',
    'stepOut',
  ),
  derived: define(
    `class A {\n  constructor() {\n    this.a = 1;\n  }\n}\nclass B extends A {\n  constructor() {\n    super();\n    this.b = 2; // @\n  }\n}\nreturn new B().b;`,
    'vars',
    '= this.a',
  ),
  privateField: define(
    `class Box {\n  #n = 3;\n  read() {\n    const r = this.#n;\n    return r; // @\n  }\n}\nreturn new Box().read();`,
    'vars',
    '= this.#n',
  ),
  staticMethod: define(
    `class Tool {\n  static make(x) {\n    const r = { x };\n    return r; // @\n  }\n}\nreturn Tool.make(1).x;`,
    'vars',
    'stepOut',
  ),
  getter: define(
    `const o = {\n  get n() {\n    const r = 5;\n    return r; // @\n  },\n};\nreturn o.n;`,
    'vars',
  ),
  superCall: define(
    `class A {\n  hi() {\n    return 'a'; // @\n  }\n}\nclass B extends A {\n  hi() {\n    const r = super.hi();\n    return r + 'b';\n  }\n}\nreturn new B().hi();`,
    'stepOut',
    'vars',
  ),
  destructured: define(
    `const { a, b: [c, ...d], ...e } = { a: 1, b: [2, 3, 4], f: 5 };\nreturn a + c + d.length + e.f; // @`,
    'vars',
  ),
  defaults: define(
    `function f(a, b = a + 1, ...rest) {\n  return a + b + rest.length; // @\n}\nreturn f(1, undefined, 2, 3);`,
    'vars',
  ),
  argumentsObject: define(
    `function f() {\n  return arguments.length; // @\n}\nreturn f(1, 2);`,
    '= arguments[1]',
  ),
  callback: define(`return [1, 2].map((x) => {\n  const r = x * 2;\n  return r; // @\n});`, 'vars'),
  sortCallback: define(
    `return [2, 1].sort((a, b) => {\n  const r = a - b;\n  return r; // @\n});`,
    'vars',
  ),
  generator: define(
    `function* g() {\n  const a = 1;\n  yield a;\n  const b = 2;\n  yield b; // @\n}\nreturn [...g()];`,
    'vars',
  ),
  generatorStep: define(
    `function* g() {\n  let a = 1;\n  a += 1; // @\n  yield a;\n  a += 2;\n  yield a;\n}\nconst it = g();\nconst x = it.next();\nconst y = it.next();\nreturn x.value + y.value;`,
    ...steps('next vars'),
  ),
  delegated: define(
    `function* inner() {\n  yield 1; // @\n}\nfunction* outer() {\n  yield* inner();\n}\nreturn [...outer()];`,
    'vars',
  ),
  templates: define('const a = 1;\nconst t = `a is ${a}`;\nreturn t; // @', 'vars', '= `${t}!`'),
  tagged: define(
    'const tag = (parts, ...values) => {\n  return parts.join("|") + values.length; // @\n};\nreturn tag`x${1}y${2}z`;',
    'vars',
  ),
  symbolsAndBigInts: define(
    `const s = Symbol('s');\nconst n = 12n;\nconst u = undefined;\nconst z = null;\nreturn [s, n, u, z]; // @`,
    'vars',
  ),
  collections: define(
    `const m = new Map([[1, { a: 1 }]]);\nconst s = new Set(['x']);\nconst t = new Uint8Array([1, 2]);\nreturn [m, s, t]; // @`,
    'vars',
  ),
  errorsAndDates: define(
    `const e = new TypeError('bad');\nconst r = /x+/gi;\nreturn [e.message, r]; // @`,
    '= e.message',
    '= r',
  ),
  assigned: define(
    `let a = 1;\nconst list = [];\nlet b = a + list.length; // @\nreturn b;`,
    'a := 41 + 1',
    'next',
    'vars',
  ),
  assignedParameter: define(
    `function f(x) {\n  let y = 0;\n  y = x + 1; // @\n  return y;\n}\nreturn f(1);`,
    'x := 10',
    'next',
    'vars',
  ),
  evaluated: define(
    `const list = [1, 2, 3];\nconst by = 2;\nreturn list.length; // @`,
    '= list.map((x) => x * by)',
    '= typeof gone',
    '= gone',
    '= (() => { throw new RangeError("r"); })()',
  ),
  debuggerStatement: define(`let a = 1;\ndebugger;\na += 1;\nreturn a;`, 'vars', 'next', 'vars'),
  conditional: define(
    `const pick = (x) => {\n  return x ? 'yes' : 'no'; // @\n};\nreturn pick(true) + pick(false);`,
    'vars',
  ),
  shortCircuit: define(
    `function f() {\n  return 0; // @\n}\nconst a = f() || 'other';\nconst b = f() ?? 'kept';\nreturn [a, b];`,
    'stepOut',
    'vars',
  ),
  optionalCall: define(
    `const o = { f: () => 1 };\nconst a = o.f?.(); // @\nconst b = o.g?.();\nreturn [a, b];`,
    ...steps('next next vars'),
  ),
  chained: define(
    `const r = [3, 1, 2]\n  .filter((x) => x > 1)\n  .map((x) => x * 2);\nreturn r; // @`,
    'vars',
  ),
  multiline: define(
    `const r = Math.max(\n  1,\n  2,\n);\nconst s = r + 1; // @\nreturn s;`,
    ...steps('next vars'),
  ),
  immediately: define(
    `const r = (function named(x) {\n  return x + 1; // @\n})(1);\nreturn r;`,
    'vars',
    'stepOut',
    'vars',
  ),
  bound: define(
    `function f(a, b) {\n  return this.k + a + b; // @\n}\nreturn f.bind({ k: 1 }, 2)(3);`,
    'vars',
    '= this.k',
  ),
  applied: define(
    `function f(a, b) {\n  return a + b; // @\n}\nreturn f.apply(null, [1, 2]) + Reflect.apply(f, null, [3, 4]);`,
    'vars',
  ),
  thrownThrough: define(
    `function fail() {\n  throw new Error('x'); // @\n}\ntry {\n  fail();\n} catch {\n  return 'caught';\n}`,
    'next',
  ),
  hoisted: define(
    `const r = later(); // @\nfunction later() {\n  return 7;\n}\nreturn r;`,
    'next',
    'vars',
  ),
  parsed: define(
    `return JSON.parse('{"a":1}', (key, value) => {\n  return value; // @\n});`,
    'vars',
  ),
  replaced: define(
    `return 'a-b'.replace(/[ab]/g, (x) => {\n  return x.toUpperCase(); // @\n});`,
    'vars',
  ),
};

/** Awaited one after the other. */
export const asynchronous: Record<string, Scenario> = {
  awaited: define(`const a = await 1;\nconst b = await (a + 1);\nreturn b; // @`, 'vars'),
  stepOverAwait: define(
    `const a = 1;\nconst b = await a; // @\nconst c = b + 1;\nreturn c;`,
    ...steps('next next vars'),
  ),
  stepIntoAsync: define(
    `async function inner(x) {\n  const y = x + 1;\n  await null;\n  return y;\n}\nconst a = await inner(1); // @\nreturn a;`,
    ...steps('stepIn vars'),
  ),
  afterAwait: define(
    `async function inner(x) {\n  await null;\n  return x; // @\n}\nconst a = await inner(1);\nreturn a;`,
    'vars',
  ),
  promiseThen: define(
    `return Promise.resolve(1).then((x) => {\n  const y = x + 1;\n  return y; // @\n});`,
    'vars',
  ),
  timer: define(
    `return new Promise((resolve) => {\n  setTimeout(() => {\n    const v = 3;\n    resolve(v); // @\n  }, 1);\n});`,
    'vars',
  ),
  all: define(
    `const one = async (x) => {\n  await null;\n  return x * 2; // @\n};\nreturn Promise.all([one(1), one(2)]);`,
    'vars',
  ),
  asyncGenerator: define(
    `async function* g() {\n  const a = await 1;\n  yield a; // @\n}\nconst seen = [];\nfor await (const x of g()) {\n  seen.push(x);\n}\nreturn seen;`,
    'vars',
  ),
  forAwait: define(
    `const seen = [];\nfor await (const x of [Promise.resolve(1), 2]) {\n  seen.push(x); // @\n}\nreturn seen;`,
    'vars',
  ),
  asyncTry: define(
    `try {\n  await Promise.reject(new Error('r'));\n} catch (error) {\n  return error.message; // @\n}`,
    '= error.message',
  ),
  microtask: define(
    `return new Promise((resolve) => {\n  queueMicrotask(() => {\n    resolve(1); // @\n  });\n});`,
    'vars',
  ),
  asyncMethod: define(
    `class S {\n  k = 2;\n  async run(x) {\n    await null;\n    return this.k + x; // @\n  }\n}\nreturn new S().run(1);`,
    'vars',
    '= this.k',
  ),
};
