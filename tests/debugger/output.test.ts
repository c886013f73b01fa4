import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

type Output = DebugProtocol.OutputEvent['body'];

const program = `function work(shape) {
  console.clear();
  console.log('plain', 1, true, null, undefined);
  console.log('%s has %d of %o, %i%%', 'x', 2.5, shape, 7.9, 'more');
  console.log(shape, [1, 'two', { three: 3 }], new Map([['k', 1]]));
  console.group('outer');
  console.info('inside');
  console.groupCollapsed('closed');
  console.debug('deep inside');
  console.groupEnd();
  console.groupEnd();
  console.table([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]);
  console.dir(shape);
  console.error('failed:', new RangeError('too far'));
  console.warn('careful');
  console.trace('traced');
  console.assert(shape.n > 5, 'not above', shape.n);
  console.log('\\u001b[31mred\\u001b[0m');
  console.count('times');
}
work({ n: 1, inner: { list: [1, 2, 3] } });
debugger;
`;

/** One output as a line: its kind and place, its text, and what can be looked into. */
async function show(session: TestSession, body: Output): Promise<string> {
  const { category = 'console', output, group, source, line, column, variablesReference } = body;
  const text = output.split('\n').filter((part) => !/^\s+at .*node:/.test(part));
  const place = source ? `${source.name}:${line}:${column}` : 'nowhere';
  const objects = variablesReference ? ` {${await session.variables(variablesReference)}}` : '';
  const kind = group === undefined ? category : `${category} ${group}`;
  return `${kind} ${place} ${JSON.stringify(text.join('\n'))}${objects}`;
}

describe('output', () => {
  it('has places, groups and objects when it is taken from the console', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.launch({ program: 'main.js', outputCapture: 'console' });
    await session.stop();
    const outputs = session.pending('output').map(({ body }) => body as Output);
    // What is written to stderr comes by that way too, in pieces.
    const told = outputs.filter(({ category, source }) => category !== 'stderr' || source);
    for (const output of told) session.note(await show(session, output));
    // What was logged can be looked into to any depth, also when the program has gone on.
    const logged = outputs.find(({ output }) => output.includes('Map(1)'));
    const [shape] = await session.list(logged?.variablesReference ?? 0);
    const members = await session.list(shape?.variablesReference ?? 0);
    const inner = members.find(({ name }) => name === 'inner');
    session.note(
      inner ? await session.variables(inner.variablesReference) : JSON.stringify(members),
    );
    await session.goOn();
    await session.event('terminated');
    await expectGolden(session, 'output-console');
  });

  it('is passed on as it is otherwise, with its colours', async () => {
    const session = await TestSession.open({
      'main.js': `console.log('\\u001b[32mgreen\\u001b[0m', { a: 1 });\nprocess.stderr.write('\\u001b[1mbold\\u001b[0m\\n');\n`,
    });
    const { supportsANSIStyling } = session.capabilities;
    expect(supportsANSIStyling).toBe(true);
    await session.launch({ program: 'main.js' });
    await session.ended();
    const outputs = session.pending('output').map(({ body }) => body as Output);
    const of = (kind: string): string =>
      outputs
        .filter(({ category }) => category === kind)
        .map(({ output }) => output)
        .join('');
    expect(of('stdout')).toBe('\u001b[32mgreen\u001b[0m { a: 1 }\n');
    expect(of('stderr')).toBe('\u001b[1mbold\u001b[0m\n');
  });

  it('tells how an update goes on', async () => {
    const text = (k: number): string =>
      `let n = 0;\nsetInterval(() => {\n  n += ${k};\n}, 1);\nconsole.log('up');\n`;
    const session = await TestSession.open({ 'main.js': text(1) });
    await session.launch({ program: 'main.js' });
    await session.event('thread');
    while (!session.output.includes('up')) await session.event('output');
    session.edit('main.js', text(2));
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
    expect(outcome).toBe('applied');
    const starts = session
      .pending('progressStart')
      .map(({ body }) => body as { progressId: string; title: string });
    const ends = session.pending('progressEnd').map(({ body }) => body as { progressId: string });
    expect(starts.at(-1)?.title).toBe('Applying the update');
    expect(ends.at(-1)?.progressId).toBe(starts.at(-1)?.progressId);
    expect(ends.length).toBeGreaterThan(0);
  });
});
