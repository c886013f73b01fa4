import type { Expression, Statement } from './ast.js';
import { printExpression } from './print-expression.js';
import { printClass, printFunction } from './print-function.js';
import { type Names, type Scope, addPlaces, choose } from './scope.js';

interface Printed {
  readonly text: string;
  /** What the statements after it can refer to. */
  readonly scope: Scope;
}

export function indent(lines: readonly string[]): string {
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .replace(/^(?=.)/gm, '  ');
}

/** The texts of statements that follow each other, and the scope after the last. */
export function printStatements(
  statements: readonly Statement[],
  scope: Scope,
  names: Names,
): { text: string[]; scope: Scope } {
  const text: string[] = [];
  for (const statement of statements) {
    const printed = printStatement(statement, scope, names);
    text.push(printed.text);
    scope = printed.scope;
  }
  return { text, scope };
}

function printBlock(of: readonly Statement[], scope: Scope, names: Names, first = ''): string {
  const body = indent([first, ...printStatements(of, scope, names).text]);
  return body === '' ? '{}' : `{\n${body}\n}`;
}

function printStatement(s: Statement, scope: Scope, names: Names): Printed {
  const print = (e: Expression, at: Scope = scope) => printExpression(e, at, names);
  const block = (of: readonly Statement[], at: Scope = scope) => printBlock(of, at, names);
  const stays = (text: string): Printed => ({ text, scope });
  switch (s.k) {
    case 'evaluate':
      return stays(`t(${print(s.value)});`);
    case 'declare': {
      const name = names.next('v');
      const text = `${s.constant ? 'const' : 'let'} ${name} = ${print(s.value)};`;
      return { text, scope: addPlaces(scope, { text: name, writable: !s.constant }) };
    }
    case 'destructure':
      return printDestructuring(s, scope, names);
    case 'capture': {
      const place = choose(scope.places, s.place);
      if (place === undefined) return stays('t(0);');
      const writes = s.writes && place.writable;
      return stays(`readers.push(() => ${writes ? `(${place.text} += 1)` : place.text});`);
    }
    case 'if': {
      const otherwise = s.otherwise.length === 0 ? '' : ` else ${block(s.otherwise)}`;
      return stays(`if (${print(s.test)}) ${block(s.then)}${otherwise}`);
    }
    case 'count':
    case 'while':
    case 'of':
    case 'in':
      return stays(printLoop(s, scope, names));
    case 'block': {
      const label = names.next('l');
      const labels = [...scope.labels, { name: label, loop: false }];
      return stays(labelled(label, block(s.body, { ...scope, labels })));
    }
    case 'jump':
      return stays(printJump(s, scope, print(s.test)));
    case 'switch':
      return stays(printSwitch(s, scope, names));
    case 'try':
      return stays(printTry(s, scope, names));
    case 'throw':
      return stays(`if (t(fuel) % 3 === 0) throw ${print(s.value)};`);
    case 'return':
      return stays(scope.returns ? `return ${print(s.value)};` : `t(${print(s.value)});`);
    case 'function': {
      const printed = printFunction(s.node, scope, names);
      if (s.args === undefined) return printed;
      const call = print({ k: 'call', fn: 0, how: 'plain', args: s.args }, printed.scope);
      return { ...printed, text: `${printed.text}\nt(${call});` };
    }
    case 'class':
      return printClass(s.node, scope, names);
  }
}

function printDestructuring(
  s: Extract<Statement, { k: 'destructure' }>,
  scope: Scope,
  names: Names,
): Printed {
  const [first, second, rest] = [names.next('v'), names.next('v'), names.next('v')];
  const values = s.values.map((value) => printExpression(value, scope, names));
  const fallback = printExpression(s.fallback, scope, names);
  const object = values.map((value, i) => `k${i}: ${value}`).join(', ');
  const text =
    s.form === 'array'
      ? `let [${first}, ${second} = ${fallback}, ...${rest}] = [${values.join(', ')}];`
      : `let { k0: ${first}, k1: ${second} = ${fallback}, ...${rest} } = { ${object} };`;
  const size = s.form === 'array' ? `${rest}.length` : `Object.keys(${rest}).length`;
  return {
    text,
    scope: addPlaces(
      scope,
      { text: first, writable: true },
      { text: second, writable: true },
      { text: size, writable: false },
    ),
  };
}

function labelled(label: string, text: string): string {
  return text.includes(` ${label};`) ? `${label}: ${text}` : text;
}

function printJump(s: Extract<Statement, { k: 'jump' }>, scope: Scope, test: string): string {
  if (s.label !== undefined) {
    const label = choose(scope.labels, s.label);
    if (label !== undefined) {
      const how = label.loop ? s.how : 'break';
      return `if (${test}) ${how} ${label.name};`;
    }
  }
  const allowed = s.how === 'break' ? scope.breaks : scope.continues;
  return allowed ? `if (${test}) ${s.how};` : `t(${test});`;
}

function printLoop(
  s: Extract<Statement, { k: 'count' | 'while' | 'of' | 'in' }>,
  scope: Scope,
  names: Names,
): string {
  const label = names.next('l');
  const inside: Scope = {
    ...scope,
    labels: [...scope.labels, { name: label, loop: true }],
    breaks: true,
    continues: true,
  };
  const print = (e: Expression) => printExpression(e, scope, names);
  const block = (at: Scope, ...first: string[]) =>
    `{\n${indent([...first, ...printStatements(s.body, at, names).text])}\n}`;
  const spend = 'if (fuel-- <= 0) break;';
  switch (s.k) {
    case 'count': {
      const i = names.next('i');
      const body = block(
        addPlaces(inside, { text: i, writable: true }),
        s.captured ? `readers.push(() => ${i});` : '',
      );
      const head = `for (let ${i} = 0; ${i} < ${s.times} && fuel-- > 0; ${i}++)`;
      return labelled(label, `${head} ${body}`);
    }
    case 'while': {
      const test = `(${print(s.test)} && fuel-- > 0)`;
      const body = block(inside);
      return labelled(label, s.after ? `do ${body} while ${test};` : `while ${test} ${body}`);
    }
    case 'in': {
      const key = names.next('k');
      const at = addPlaces(inside, { text: `${key}.length`, writable: false });
      const object = s.items.map((item, i) => `${'k'.repeat(i + 1)}: ${print(item)}`).join(', ');
      return labelled(label, `for (const ${key} in { ${object} }) ${block(at, spend)}`);
    }
    case 'of': {
      const x = names.next('x');
      const y = names.next('x');
      const at = addPlaces(inside, { text: x, writable: true });
      const items = s.items.map(print);
      if (s.over === 'pairs') {
        const pairs = items.map((item) => `[${item}]`).join(', ');
        const both = addPlaces(at, { text: y, writable: true });
        return labelled(label, `for (let [${x}, ${y} = t(1)] of [${pairs}]) ${block(both, spend)}`);
      }
      const [word, source] = printSource(s.over, items.join(', '), scope);
      return labelled(label, `${word} (let ${x} of ${source}) ${block(at, spend)}`);
    }
  }
}

function printSource(
  over: 'array' | 'set' | 'call' | 'awaited',
  items: string,
  scope: Scope,
): readonly [word: string, source: string] {
  if (over === 'set') return ['for', `new Set([${items}])`];
  if (over === 'awaited' && scope.awaits) return ['for await', `[Promise.resolve(1), ${items}]`];
  if (over === 'call') {
    const fn = scope.functions.findLast(
      ({ kind }) => kind === 'generator' || (kind === 'asyncGenerator' && scope.awaits),
    );
    if (fn !== undefined) {
      return [fn.kind === 'generator' ? 'for' : 'for await', `${fn.name}(${items})`];
    }
  }
  return ['for', `[${items}]`];
}

function printSwitch(s: Extract<Statement, { k: 'switch' }>, scope: Scope, names: Names): string {
  let at: Scope = { ...scope, breaks: true };
  let hasDefault = false;
  const clauses: string[] = [];
  for (const { test, body, breaks } of s.cases) {
    if (test === undefined && hasDefault) continue;
    hasDefault ||= test === undefined;
    const head = test === undefined ? 'default:' : `case ${printExpression(test, at, names)}:`;
    // Names declared in a clause end with it: a jump to a later clause would find them dead.
    const { text } = printStatements(body, at, names);
    clauses.push(`${head}\n${indent([...text, breaks ? 'break;' : ''])}`);
    at = { ...at, places: scope.places };
  }
  return `switch (${printExpression(s.on, scope, names)}) {\n${indent(clauses)}\n}`;
}

function printTry(s: Extract<Statement, { k: 'try' }>, scope: Scope, names: Names): string {
  const error = names.next('e');
  const caught = addPlaces(scope, { text: `value(${error})`, writable: false });
  const handler = s.handler ?? (s.final === undefined ? [] : undefined);
  const parts = [`try ${printBlock(s.body, scope, names)}`];
  if (handler !== undefined) {
    parts.push(`catch (${error}) ${printBlock(handler, caught, names, `t(value(${error}));`)}`);
  }
  if (s.final !== undefined) parts.push(`finally ${printBlock(s.final, scope, names)}`);
  return parts.join(' ');
}
