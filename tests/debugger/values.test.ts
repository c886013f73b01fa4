import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const program = `class Base {
  base = 1;
}
class Point extends Base {
  #secret = 42;
  x = 1;
  get double() {
    return this.x * 2;
  }
  get broken() {
    throw new Error('no value');
  }
}
function look(arg) {
  const map = new Map([['a', { n: 1 }], ['b', 2]]);
  const set = new Set([1, 'two']);
  const bytes = new Uint8Array([1, 2, 3]);
  const buffer = Buffer.from('hi');
  const kept = Promise.resolve(5);
  const broken = Promise.reject(new Error('bad'));
  broken.catch(() => {});
  const pending = new Promise(() => {});
  const proxy = new Proxy({ real: 1 }, {});
  const point = new Point();
  const big = 123n;
  const symbol = Symbol('s');
  const text = 'it\\'s "quoted"\\n';
  const date = new Date(0);
  const pattern = /a+b/gi;
  const error = new TypeError('wrong');
  const nothing = null;
  const weak = new WeakMap([[point, 1]]);
  const nested = { list: [1, [2, 3]], 'odd key': { deep: true }, get lazy() { return 'late'; } };
  const many = Array.from({ length: 250 }, (_, i) => i * i);
  const iterator = map.entries();
  const generator = (function* () { yield 1; })();
  const minusZero = -0;
  let count = 0;
  return count + arg;
}
look(3);
`;

/** What differs between versions of Node, or from run to run. */
const BY_NODE =
  /, Symbol\(\w*async_id_symbol\): \d+|, byteOffset: .*(?=\])|(?<=ArrayBuffer\()\d+|, …(?=\})/g;

/** Stops where everything has its value. */
async function stopped(): Promise<TestSession> {
  const session = await TestSession.open({ 'main.js': program });
  await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [39]));
  await session.stop();
  return session;
}

async function tree(
  session: TestSession,
  reference: number,
  depth: number,
  indent = '',
): Promise<void> {
  for (const item of await session.list(reference)) {
    const {
      name,
      value,
      type = '',
      evaluateName = '',
      variablesReference,
      presentationHint,
    } = item;
    if (/^\[\[Prototype|^this$|async_id/.test(name)) continue;
    const how = evaluateName === '' ? '' : ` <${evaluateName}>`;
    const hint = presentationHint?.lazy ? ' lazy' : '';
    const shown = value.replace(/\\n {4}at .*/, '…').replace(BY_NODE, '');
    session.note(`${indent}${name}: ${shown} (${type})${how}${hint}`);
    if (variablesReference > 0 && depth > 1 && name !== 'many') {
      await tree(session, variablesReference, depth - 1, `${indent}  `);
    }
  }
}

async function scope(session: TestSession): Promise<number> {
  const [top] = await session.frames();
  const { scopes } = await session.request<DebugProtocol.ScopesResponse['body']>('scopes', {
    frameId: top?.id,
  });
  return scopes[0]?.variablesReference ?? 0;
}

describe('values', () => {
  it('of every kind are shown with what is in them', async () => {
    const session = await stopped();
    await tree(session, await scope(session), 2);
    await expectGolden(session, 'values-kinds');
  });

  it('come in pages, and getters when they are asked for', async () => {
    const session = await stopped();
    const many = (await session.list(await scope(session))).find(({ name }) => name === 'many');
    expect(many?.indexedVariables).toBe(250);
    const reference = many?.variablesReference ?? 0;
    session.note(await session.variables(reference, { filter: 'indexed', start: 100, count: 3 }));
    session.note(await session.variables(reference, { filter: 'indexed', start: 248, count: 10 }));
    session.note(await session.variables(reference, { filter: 'named' }));
    session.note(await session.variables(reference, { start: 2, count: 2 }));
    const { variablesReference } = await session.evaluate('point', 'watch');
    const [getter] = (await session.list(variablesReference)).filter(
      ({ presentationHint }) => presentationHint?.lazy,
    );
    session.note(
      getter
        ? `${getter.name}: ${await session.variables(getter.variablesReference)}`
        : 'no getter',
    );
    await expectGolden(session, 'values-pages');
  });

  it('can be changed: variables, properties, elements and expressions', async () => {
    const session = await stopped();
    const locals = await scope(session);
    const set = async (reference: number, name: string, value: string): Promise<void> => {
      const found = await session.tries<{ value: string }>('setVariable', {
        ...{ variablesReference: reference, name, value },
      });
      if (found) session.note(`${name} is ${found.value}`);
    };
    await set(locals, 'count', 'arg + 10');
    await set(locals, 'arg', '{ valueOf() { return 5 } }');
    await set(locals, 'nothing', '1');
    await set(locals, 'count', 'no such');
    const find = async (name: string): Promise<number> =>
      (await session.list(locals)).find((item) => item.name === name)?.variablesReference ?? 0;
    await set(await find('many'), '2', '"four"');
    await set(await find('point'), 'x', 'arg');
    await set(await find('nested'), 'odd key', '[count]');
    await set(await find('point'), '#secret', '43');
    await set(await find('map'), 'extra', 'true');
    const assign = async (expression: string, value: string): Promise<void> => {
      const frameId = (await session.frames())[0]?.id;
      const found = await session.tries<{ value: string }>('setExpression', {
        ...{ expression, value, frameId },
      });
      if (found) session.note(`${expression} is ${found.value}`);
    };
    await assign('nested.list[1]', '[7]');
    await assign('count', 'count + 1');
    await assign('1 + 1', '2');
    await session.noteValue('[count, point.x + 1, nested.list[1][0], many[2]].join()');
    await expectGolden(session, 'values-changed');
  });

  it('of expressions: in the repl, a watch, a hover and for the clipboard', async () => {
    const session = await stopped();
    for (const expression of [
      'arg + 1',
      '{ a: 1 }',
      'const later = 5',
      'later',
      'await kept',
      'await Promise.all([kept, 2])',
      'const awaited = await kept; awaited + 1',
      'count = 7',
      'count',
      'point.#secret',
      'throw new RangeError("mine")',
      'syntax error here',
      'noSuchName',
      'this === globalThis',
      'typeof map',
      'nested?.list?.[0]',
    ]) {
      await session.noteValue(expression);
    }
    await session.noteValue('count += 1', 'hover');
    await session.noteValue('nested.list', 'hover');
    await session.noteValue('count', 'watch');
    await session.noteValue('nested', 'clipboard');
    await session.noteValue('text', 'clipboard');
    await session.noteValue('[...set]', 'clipboard');
    await expectGolden(session, 'values-expressions');
  });

  it('are awaited in the repl while the program runs', async () => {
    const session = await TestSession.open({
      'main.js': `globalThis.later = (v) => new Promise((r) => setTimeout(r, 10, v));\nconsole.log('up');\nsetInterval(() => {}, 1000);\n`,
    });
    await session.launch({ program: 'main.js' });
    while (!session.output.includes('up')) await session.event('output');
    for (const expression of [
      'await later(5)',
      'const a = await later(6); a + 1',
      'a',
      'await Promise.reject(new Error("no"))',
      '{ b: await later(7) }',
    ]) {
      await session.noteValue(expression);
    }
    await expectGolden(session, 'values-awaited');
  });

  it('are completed: names, members, and those behind a call or an index', async () => {
    const session = await stopped();
    const frameId = (await session.frames())[0]?.id;
    const complete = async (text: string, frame = frameId): Promise<void> => {
      const { targets } = await session.request<DebugProtocol.CompletionsResponse['body']>(
        'completions',
        { text, column: text.length + 1, ...(frame === undefined ? {} : { frameId: frame }) },
      );
      const labels = targets.map(({ label }) => label);
      session.note(`${text}| ${labels.slice(0, 6).join(' ')}`);
    };
    await complete('poi');
    await complete('cou');
    await complete('point.');
    await complete('point.dou');
    await complete('nested.list.fi');
    await complete('"a b".trim().toUp');
    await complete('many[0].toF');
    await complete('map.get("a").');
    await complete('const q = nested["odd key"].');
    await complete('await kept.th');
    await complete('noSuch.');
    await complete('Arr', 0);
    await expectGolden(session, 'values-completions');
  });
});
