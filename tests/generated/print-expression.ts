import type { Expression } from './ast.js';
import { printArrow, printMethod } from './print-function.js';
import { type Names, type Scope, choose, withoutSuspension } from './scope.js';

/** The text of an expression: an operand that needs no parentheses, and whose value is a number,
 * a boolean or undefined, so that no loop can make it grow. */
export function printExpression(e: Expression, scope: Scope, names: Names): string {
  const print: Print = (of) => printExpression(of, scope, names);
  const list = (of: readonly Expression[]) => of.map(print).join(', ');
  switch (e.k) {
    case 'number':
      return String(e.value);
    case 'read':
      return choose(scope.places, e.place)?.text ?? '1';
    case 'trace':
      return `t(${print(e.of)})`;
    case 'binary':
      return `(${print(e.l)} ${e.op} ${print(e.r)})`;
    case 'conditional':
      return `(${print(e.test)} ? ${print(e.yes)} : ${print(e.no)})`;
    case 'unary':
      return e.op === 'typeof' ? `(typeof ${print(e.of)}).length` : `(${e.op} ${print(e.of)})`;
    case 'sequence':
      return `(${print(e.first)}, ${print(e.last)})`;
    case 'template':
    case 'array':
    case 'object':
      return printLiteral(e, print);
    case 'assign':
    case 'update':
    case 'unpack':
      return printAssignment(e, scope, names, print);
    case 'call':
      return printCall(e, scope, list(e.args));
    case 'instance': {
      const name = choose(scope.classes, e.cls);
      const arg = print(e.arg);
      if (name === undefined) return `t(${arg})`;
      if (e.use === 'static') return `${name}.s(${arg})`;
      const use = { method: '.m(1)', getter: '.g', field: '.f' }[e.use];
      return `new ${name}(${arg})${use}`;
    }
    case 'native':
      return printNative(e, scope, names, e.items.length === 0 ? '1, 2' : list(e.items));
    case 'invoke':
      return scope.awaits
        ? `(await (async ${printArrow([], e.body, scope, 'asyncArrow', names)})())`
        : `(${printArrow([], e.body, scope, 'arrow', names)})()`;
    case 'await':
      return scope.awaits ? `(await ${print(e.of)})` : print(e.of);
    case 'yield':
      if (!scope.yields) return print(e.of);
      return e.delegate ? `((yield* [${print(e.of)}, 2]) ?? 3)` : `((yield ${print(e.of)}) ?? 1)`;
  }
}

type Print = (of: Expression) => string;

function printLiteral(
  e: Extract<Expression, { k: 'template' | 'array' | 'object' }>,
  print: Print,
): string {
  switch (e.k) {
    case 'template': {
      const text = e.parts.map((part) => `-\${${print(part)}}`).join('');
      return e.tagged ? `tag\`${text}\`` : `\`${text}\`.length`;
    }
    case 'array': {
      const items = e.items.map((item) =>
        item.spread ? `...[${print(item.value)}, 2]` : print(item.value),
      );
      return `[${items.join(', ')}][${e.pick % 4}]`;
    }
    case 'object':
      return printObject(e.form, print(e.a), print(e.b));
  }
}

function printAssignment(
  e: Extract<Expression, { k: 'assign' | 'update' | 'unpack' }>,
  scope: Scope,
  names: Names,
  print: Print,
): string {
  switch (e.k) {
    case 'assign': {
      const place = writable(scope, e.place);
      const value = print(e.value);
      return place === undefined ? `t(${value})` : `(${place} ${e.op} ${value})`;
    }
    case 'update': {
      const place = writable(scope, e.place);
      if (place === undefined) return 't(1)';
      return e.prefix ? `(${e.op}${place})` : `(${place}${e.op})`;
    }
    case 'unpack': {
      const values = e.values.map(print).join(', ');
      const [first, second] = [writable(scope, e.place), writable(scope, e.other)];
      if (first === undefined || second === undefined) {
        const name = names.next('p');
        const fallback = printExpression(e.fallback, withoutSuspension(scope), names);
        return `(([${name} = ${fallback}]) => ${name})([${values}])`;
      }
      return `([${first}, ${second} = ${print(e.fallback)}] = [${values}], ${first})`;
    }
  }
}

function writable(scope: Scope, index: number): string | undefined {
  return choose(
    scope.places.filter((place) => place.writable),
    index,
  )?.text;
}

function printObject(form: 'plain' | 'computed' | 'spread' | 'optional', a: string, b: string) {
  switch (form) {
    case 'plain':
      return `({ a: ${a}, b: ${b} }).a`;
    case 'computed':
      return `({ ['k' + ${a}]: 1, b: ${b} }).b`;
    case 'spread':
      return `({ ...{ a: ${a} }, b: ${b} }).a`;
    case 'optional':
      return `(${a} ? { x: { y: ${b} } } : null)?.x?.y`;
  }
}

function printCall(e: Extract<Expression, { k: 'call' }>, scope: Scope, args: string): string {
  const fn = choose(scope.functions, e.fn);
  // A closure that was registered before is the function that is always there.
  if (fn === undefined) return `(poke(${args}))`;
  const dot = e.how === 'optional' ? '?.' : '';
  const call = `${fn.name}${dot}(${e.how === 'spread' ? `...[${args}]` : args})`;
  switch (fn.kind) {
    case 'function':
    case 'arrow':
      return call;
    case 'generator':
      return e.how === 'keep' ? `keep(${call})` : `drain(${call})`;
    case 'async':
    case 'asyncArrow':
      return scope.awaits && e.how !== 'keep' ? `(await ${call})` : `later(${call})`;
    case 'asyncGenerator':
      return scope.awaits && e.how !== 'keep' ? `(await drainAsync(${call}))` : `keep(${call})`;
  }
}

function printNative(
  e: Extract<Expression, { k: 'native' }>,
  scope: Scope,
  names: Names,
  items: string,
): string {
  const arrow = (...parameters: string[]) => printArrow(parameters, e.body, scope, 'arrow', names);
  const method = () => printMethod(e.body, scope, 'function', names);
  const [p, q] = [names.next('p'), names.next('p')];
  switch (e.which) {
    case 'map':
      return `[${items}].map(${arrow(p)}).reduce(add, 0)`;
    case 'filter':
      return `[${items}].filter(${arrow(p)}).length`;
    case 'reduce':
      return `[${items}].reduce(${arrow(p, q)}, 0)`;
    case 'sort':
      return `[${items}].sort(${arrow(p, q)})[0]`;
    case 'forEach':
      return `([${items}].forEach(${arrow(p)}) ?? 1)`;
    case 'from':
      return `Array.from([${items}], ${arrow(p)}).length`;
    case 'replace':
      return `'ab'.replace(/./g, ${arrow('_', p)}).length`;
    case 'toJSON':
      return `JSON.stringify([{ toJSON() ${method()} }]).length`;
    case 'getter':
      return `({ get g() ${method()} }).g`;
    case 'valueOf':
      return `(+{ valueOf() ${method()} })`;
    case 'proxy':
      return `new Proxy({}, { get: ${arrow()} }).x`;
    case 'apply':
      return `Reflect.apply(${arrow(p, q)}, null, [${items}])`;
    case 'iterator': {
      const body = printMethod(e.body, scope, 'generator', names);
      return `[...{ *[Symbol.iterator]() ${body} }].length`;
    }
    case 'executor': {
      const promise = `new Promise((ok) => ok((${arrow()})()))`;
      return scope.awaits ? `(await ${promise})` : `later(${promise})`;
    }
  }
}
