import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { Program } from './program.js';
import { programPlace } from './targets/frame.js';
import type { DebugThread } from './targets/thread.js';
import { formatValue } from './values/format.js';
import { describe, type Container, type ContainerFactory } from './values/objects.js';

type RemoteObject = Protocol.Runtime.RemoteObject;

const toStderr = new Set(['error', 'warning', 'assert', 'trace']);
const groups: Partial<Record<string, 'start' | 'startCollapsed' | 'end'>> = {
  startGroup: 'start',
  startGroupCollapsed: 'startCollapsed',
  endGroup: 'end',
};

/** What a call of `console` wrote, with its place and the objects that were given to it. */
export async function consoleOutput(
  program: Program,
  thread: DebugThread,
  event: Protocol.Runtime.ConsoleAPICalledEvent,
  factory: ContainerFactory,
): Promise<DebugProtocol.OutputEvent['body'] | undefined> {
  if (isTwice(event)) return undefined;
  const group = groups[event.type];
  if (event.type === 'clear') return { category: 'console', output: '\u001b[2J' };
  const output = group === 'end' ? '' : `${formatMessage(event.args)}\n`;
  const hasObjects = event.args.some(
    ({ objectId, type }) => objectId !== undefined && type !== 'symbol',
  );
  const place = await placeOf(program, thread, event.stackTrace);
  return {
    category: toStderr.has(event.type) ? 'stderr' : 'stdout',
    output,
    ...(group ? { group } : {}),
    ...(hasObjects
      ? { variablesReference: factory.reference(new Arguments(thread, event.args, factory)) }
      : {}),
    ...place,
  };
}

/** Methods whose text Node makes itself, and gives to another one. */
const BY_NODE = new Set(['table', 'trace', 'assert']);

/** The functions of Node's that they do it in. */
const WRITERS = new Set([...BY_NODE, 'final']);

/**
 * Node's console writes by calling itself, of which V8 tells as well: of the two, the one that has the text
 * that Node writes.
 */
function isTwice({ type, stackTrace }: Protocol.Runtime.ConsoleAPICalledEvent): boolean {
  const [top] = stackTrace?.callFrames ?? [];
  const isInner = top?.url.startsWith('node:internal/console') === true;
  return isInner ? !WRITERS.has(top.functionName) : BY_NODE.has(type);
}

/** Where the program called the console. */
export async function placeOf(
  program: Program,
  thread: DebugThread,
  trace: Protocol.Runtime.StackTrace | undefined,
): Promise<Pick<DebugProtocol.OutputEvent['body'], 'source' | 'line' | 'column'>> {
  const frame = trace && (await programPlace(thread, trace));
  if (!frame) return {};
  const { file, line, column } = frame;
  return { source: program.sources.source(file), line, column };
}

/** The arguments of a call, to be looked into. */
class Arguments implements Container {
  constructor(
    readonly thread: DebugThread,
    readonly values: readonly RemoteObject[],
    readonly factory: ContainerFactory,
  ) {}

  variables(): Promise<DebugProtocol.Variable[]> {
    return Promise.resolve(
      this.values.map((value, index) =>
        describe(this.thread, `arg${index}`, value, this.factory, undefined),
      ),
    );
  }
}

/** As `util.format` does it, with objects in one line. */
function formatMessage(args: readonly RemoteObject[]): string {
  const [first, ...rest] = args;
  if (!first) return '';
  const text = (value: RemoteObject): string =>
    value.type === 'string'
      ? String(value.value)
      : value.subtype === 'error'
        ? (value.description ?? '')
        : formatValue(value);
  if (first.type !== 'string') return args.map(text).join(' ');
  const left = [...rest];
  const formatted = String(first.value).replace(/%([sdifjoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (left.length === 0) return whole;
    const value = left.shift() as RemoteObject;
    return kind === 'c' ? '' : text(value);
  });
  return [formatted, ...left.map(text)].join(' ');
}
