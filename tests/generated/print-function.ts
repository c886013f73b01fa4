import type { Body, ClassNode, FunctionKind, FunctionNode } from './ast.js';
import { printExpression } from './print-expression.js';
import { indent, printStatements } from './print-statement.js';
import {
  type Names,
  type Scope,
  addPlaces,
  choose,
  insideFunction,
  withoutSuspension,
} from './scope.js';

/** Every function that can be called again spends fuel first, so that the program ends. */
const guard = 'if (fuel-- <= 0) return 0;';

/** `(p) => value` or `(p) => { … }`; parameters that are not called `_` can be read inside. */
export function printArrow(
  parameters: readonly string[],
  body: Body,
  scope: Scope,
  kind: 'arrow' | 'asyncArrow',
  names: Names,
): string {
  const readable = parameters.filter((name) => name !== '_');
  const inside = addPlaces(
    insideFunction(scope, kind),
    ...readable.map((text) => ({ text, writable: true })),
  );
  const head = `(${parameters.join(', ')}) =>`;
  if (body.statements.length === 0) {
    return `${head} (${printExpression(body.result, inside, names)})`;
  }
  return `${head} {\n${printBody(body, inside, names)}\n}`;
}

/** `{ … }` of a method without parameters. */
export function printMethod(
  body: Body,
  scope: Scope,
  kind: 'function' | 'generator',
  names: Names,
): string {
  return `{\n${printBody(body, insideFunction(scope, kind), names)}\n}`;
}

function printBody(body: Body, scope: Scope, names: Names): string {
  const { text, scope: after } = printStatements(body.statements, scope, names);
  const result = printExpression(body.result, after, names);
  const last = scope.yields ? `yield ${result};` : `return ${result};`;
  return indent([...text, last]);
}

function heads(kind: FunctionKind, name: string, parameters: string): string {
  switch (kind) {
    case 'function':
      return `function ${name}(${parameters}) {`;
    case 'arrow':
      return `const ${name} = (${parameters}) => {`;
    case 'generator':
      return `function* ${name}(${parameters}) {`;
    case 'async':
      return `async function ${name}(${parameters}) {`;
    case 'asyncArrow':
      return `const ${name} = async (${parameters}) => {`;
    case 'asyncGenerator':
      return `async function* ${name}(${parameters}) {`;
  }
}

/** A declaration of the function, and the scope after it. */
export function printFunction(node: FunctionNode, scope: Scope, names: Names) {
  const name = names.next('f');
  const outer = scope.places.filter((place) => /^\w+$/.test(place.text));
  const parameters: string[] = [];
  node.parameters.forEach((parameter, i) => {
    const shadowed = choose(outer, i)?.text;
    const free = shadowed !== undefined && !parameters.includes(shadowed);
    parameters.push(parameter.shadows && free ? shadowed : names.next('p'));
  });
  // A default must not call the function itself: nothing would stop it.
  const texts = node.parameters.map(({ fallback }, i) => {
    if (fallback === undefined) return parameters[i];
    const dead = parameters.slice(i);
    const at = withoutSuspension(insideFunction(scope, node.kind));
    const places = at.places.filter((place) => !dead.includes(place.text));
    return `${parameters[i]} = ${printExpression(fallback, { ...at, places }, names)}`;
  });
  const places = parameters.map((text) => ({ text, writable: true }));
  if (node.rest) {
    const rest = names.next('r');
    texts.push(`...${rest}`);
    places.push({ text: `${rest}.length`, writable: false });
  }
  const after = { ...scope, functions: [...scope.functions, { name, kind: node.kind }] };
  const inside = addPlaces(insideFunction(after, node.kind), ...places);
  const head = heads(node.kind, name, texts.join(', '));
  return {
    text: `${head}\n${indent([guard])}\n${printBody(node.body, inside, names)}\n}`,
    scope: after,
  };
}

/** A class with a field, a private one, a constructor, a method, a getter and static members. */
export function printClass(node: ClassNode, scope: Scope, names: Names) {
  const name = names.next('C');
  const secret = names.next('#s');
  const base = node.base === undefined ? undefined : choose(scope.classes, node.base);
  const outside = withoutSuspension(insideFunction(scope, 'function'));
  const own = [
    { text: 'this.f', writable: true },
    { text: `this.${secret}`, writable: true },
  ];
  const p = names.next('p');
  const parameter = { text: p, writable: true };
  const constructed = addPlaces(outside, parameter);
  const methods = {
    ...addPlaces(outside, ...own),
    returns: true,
    classes: [...scope.classes, name],
  };
  const before =
    base === undefined
      ? []
      : [...printStatements(node.beforeSuper, constructed, names).text, `super(${p});`];
  const setUp = printStatements(node.setUp, addPlaces(constructed, ...own), names).text;
  const inMethod = addPlaces(methods, parameter);
  const inherited = base === undefined ? '' : `t(super.m(${p}));`;
  const lines = [
    `f = ${printExpression(node.field, outside, names)};`,
    `${secret} = ${printExpression(node.secret, outside, names)};`,
    `constructor(${p}) {\n${indent([...before, ...setUp])}\n}`,
    `m(${p}) {\n${indent([guard, inherited])}\n${printBody(node.method, inMethod, names)}\n}`,
    `get g() {\n${indent([guard, `return ${printExpression(node.getter, methods, names)};`])}\n}`,
    `static s(${p}) {\n${indent([guard, `return ${printExpression(node.fixed, { ...constructed, returns: true }, names)};`])}\n}`,
    `static {\n${indent(printStatements(node.block, outside, names).text)}\n}`,
  ];
  const heritage = base === undefined ? '' : ` extends ${base}`;
  return {
    text: `class ${name}${heritage} {\n${indent(lines)}\n}`,
    scope: { ...scope, classes: [...scope.classes, name] },
  };
}
