import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { Frame } from '../targets/frame.js';
import type { DebugThread } from '../targets/thread.js';
import { scopesAt, thisAt, isInjected, type AuthoredScope, type VisibleVariable } from './names.js';
import { argumentOf, describe, type Container, type ContainerFactory } from './objects.js';

type RemoteObject = Protocol.Runtime.RemoteObject;
type CallFrame = Protocol.Debugger.CallFrame;

/** The scopes of a stopped frame: as the author wrote them, or V8's for code that is nobody's. */
export async function scopesOf(
  thread: DebugThread,
  frame: Frame,
  factory: ContainerFactory,
): Promise<DebugProtocol.Scope[]> {
  const { call, script, place } = frame;
  if (!call) return [];
  await thread.expectFrame(frame);
  if (!script.isProgram) return plainScopes(thread, frame, call, factory);
  const values = await valuesOf(thread, call);
  const scopes = scopesAt(script, place).map((scope): DebugProtocol.Scope => {
    const reference = factory.reference(
      new AuthoredContainer(thread, frame, call, scope, values, factory),
    );
    return {
      name: titleOf(scope),
      ...{ variablesReference: reference, expensive: scope.kind === 'module' },
      ...(scope.kind === 'local' ? { presentationHint: 'locals' } : {}),
    };
  });
  return [...scopes, ...globalScope(thread, frame, call, factory)];
}

function titleOf({ kind, name }: AuthoredScope): string {
  switch (kind) {
    case 'local':
      return 'Local';
    case 'block':
      return 'Block';
    case 'catch':
      return 'Catch Block';
    case 'closure':
      return name === '' ? 'Closure' : `Closure (${name})`;
    case 'module':
      return 'Module';
    default:
      return kind satisfies never;
  }
}

/** The values in V8's scopes, by scope and name; innermost first, without the global one. */
type Values = Map<string, RemoteObject>[];

async function valuesOf(thread: DebugThread, call: CallFrame): Promise<Values> {
  const scopes = call.scopeChain.filter(({ type }) => type !== 'global');
  return Promise.all(
    scopes.map(async ({ object }) => {
      const found = await thread.session.send('Runtime.getProperties', {
        ...{ objectId: object.objectId ?? '', ownProperties: true, generatePreview: true },
      });
      return new Map(found.result.flatMap(({ name, value }) => (value ? [[name, value]] : [])));
    }),
  );
}

/** Variables of one scope of the author's. */
class AuthoredContainer implements Container {
  constructor(
    readonly thread: DebugThread,
    readonly frame: Frame,
    readonly call: CallFrame,
    readonly scope: AuthoredScope,
    readonly values: Values,
    readonly factory: ContainerFactory,
  ) {}

  async variables(): Promise<DebugProtocol.Variable[]> {
    const { scope, call, thread, factory } = this;
    await thread.expectFrame(this.frame);
    const found = await Promise.all(
      scope.variables.map(async (item) => {
        const value = await this.#value(item);
        return value ? [describeNamed(thread, item.name, value, factory)] : [];
      }),
    );
    const variables = found.flat();
    if (scope.kind !== 'local') return variables;
    const self = await this.#self();
    const result = call.returnValue;
    return [
      ...(result && result.type !== 'undefined'
        ? [
            {
              ...describe(thread, 'Return value', result, factory, undefined),
              presentationHint: { kind: 'virtual' as const },
            },
          ]
        : []),
      ...variables,
      ...(self ? [describeNamed(thread, 'this', self, factory)] : []),
    ];
  }

  async #self(): Promise<RemoteObject | undefined> {
    const other = thisAt(this.frame.script, this.frame.place);
    if (other !== undefined) {
      const found = this.#lookUp(other);
      return found?.type === 'undefined' ? undefined : found;
    }
    const self = this.call.this;
    if (self.type === 'undefined') return undefined;
    if (self.objectId === undefined) return self;
    // V8 gives no preview with the frame.
    const { result, exceptionDetails } = await this.thread.session.send(
      'Debugger.evaluateOnCallFrame',
      {
        ...{ callFrameId: this.call.callFrameId, expression: 'this' },
        ...{ silent: true, generatePreview: true },
      },
    );
    return exceptionDetails ? self : result;
  }

  #lookUp(name: string): RemoteObject | undefined {
    return this.values.find((scope) => scope.has(name))?.get(name);
  }

  async #value({ read, write }: VisibleVariable): Promise<RemoteObject | undefined> {
    if (write === '' && /^[\w$\u0080-\uffff]+$/.test(read)) return this.#lookUp(read);
    const { result, exceptionDetails } = await this.thread.session.send(
      'Debugger.evaluateOnCallFrame',
      {
        ...{ callFrameId: this.call.callFrameId, expression: read },
        ...{ silent: true, generatePreview: true },
      },
    );
    return exceptionDetails ? undefined : result;
  }

  async set(name: string, expression: string): Promise<RemoteObject> {
    const item = this.scope.variables.find((candidate) => candidate.name === name);
    if (!item) throw new Error(`${name} cannot be changed here.`);
    if (item.variable.kind === 'const') throw new TypeError('Assignment to constant variable.');
    const { thread, frame, call } = this;
    try {
      return await thread.evaluator.inFrame(frame, `${name} = (${expression})`);
    } catch (error) {
      const index = this.values.findIndex((scope) => scope.has(item.read));
      if (index < 0) throw error;
      const value = await thread.evaluator.inFrame(frame, `(${expression})`);
      await thread.session.send('Debugger.setVariableValue', {
        ...{ scopeNumber: index, variableName: item.read, callFrameId: call.callFrameId },
        newValue: argumentOf(value),
      });
      return value;
    }
  }
}

/** A scope as V8 has it. */
class PlainContainer implements Container {
  constructor(
    readonly thread: DebugThread,
    readonly frame: Frame,
    readonly call: CallFrame,
    readonly index: number,
    readonly factory: ContainerFactory,
  ) {}

  async variables(): Promise<DebugProtocol.Variable[]> {
    const { thread, call, factory, frame } = this;
    await thread.expectFrame(frame);
    const scope = call.scopeChain[this.index];
    if (!scope) return [];
    const found = await thread.session.send('Runtime.getProperties', {
      ...{ objectId: scope.object.objectId ?? '', ownProperties: true, generatePreview: true },
    });
    const variables = found.result.flatMap(({ name, value, symbol }) =>
      value && !symbol && !isInjected(frame.script, name) && !isFlag(name)
        ? [describeNamed(thread, name, value, factory)]
        : [],
    );
    const self = scope.type === 'local' ? call.this : undefined;
    return self && self.type !== 'undefined'
      ? [...variables, describeNamed(thread, 'this', self, factory)]
      : variables;
  }

  async set(name: string, expression: string): Promise<RemoteObject> {
    const value = await this.thread.evaluator.inFrame(this.frame, `(${expression})`);
    await this.thread.session.send('Debugger.setVariableValue', {
      ...{ scopeNumber: this.index, variableName: name, callFrameId: this.call.callFrameId },
      newValue: argumentOf(value),
    });
    return value;
  }
}

/** Flags of the update points lie on the global object. */
const isFlag = (name: string): boolean => /^\$\d*_\w+_\d+$/.test(name);

function describeNamed(
  thread: DebugThread,
  name: string,
  value: RemoteObject,
  factory: ContainerFactory,
): DebugProtocol.Variable {
  return { ...describe(thread, name, value, factory, name), evaluateName: name };
}

function globalScope(
  thread: DebugThread,
  frame: Frame,
  call: CallFrame,
  factory: ContainerFactory,
): DebugProtocol.Scope[] {
  const index = call.scopeChain.findIndex(({ type }) => type === 'global');
  if (index < 0) return [];
  const reference = factory.reference(new PlainContainer(thread, frame, call, index, factory));
  return [{ name: 'Global', variablesReference: reference, expensive: true }];
}

const titles: Partial<Record<Protocol.Debugger.Scope['type'], string>> = {
  local: 'Local',
  block: 'Block',
  closure: 'Closure',
  catch: 'Catch Block',
  module: 'Module',
  script: 'Script',
  with: 'With Block',
  eval: 'Eval',
};

function plainScopes(
  thread: DebugThread,
  frame: Frame,
  call: CallFrame,
  factory: ContainerFactory,
): DebugProtocol.Scope[] {
  const scopes = call.scopeChain.flatMap(({ type, name }, index): DebugProtocol.Scope[] => {
    const title = titles[type];
    if (title === undefined) return [];
    const reference = factory.reference(new PlainContainer(thread, frame, call, index, factory));
    const label = type === 'closure' && name ? `${title} (${name})` : title;
    return [{ name: label, variablesReference: reference, expensive: false }];
  });
  return [...scopes, ...globalScope(thread, frame, call, factory)];
}
