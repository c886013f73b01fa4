import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { Frame } from '../targets/frame.js';
import type { DebugThread } from '../targets/thread.js';
import { formatValue } from './format.js';

type RemoteObject = Protocol.Runtime.RemoteObject;
type Variable = DebugProtocol.Variable;

/** What a `variablesReference` stands for. */
export interface Container {
  readonly thread: DebugThread;
  variables(args: DebugProtocol.VariablesArguments): Promise<Variable[]>;
  /** Stores a value under a name; the expression is the author's. */
  set?(name: string, expression: string): Promise<RemoteObject>;
}

/** Registers containers, and writes values as variables. */
export interface ContainerFactory {
  /** The frame that the values were found in. */
  readonly frame?: Frame;
  reference(container: Container): number;
}

/** Properties of an object in the program. */
export class ObjectContainer implements Container {
  constructor(
    readonly thread: DebugThread,
    readonly object: RemoteObject,
    readonly factory: ContainerFactory,
    /** An expression for the object, where it has one. */
    readonly path: string | undefined,
  ) {}

  async variables({
    filter,
    start = 0,
    count = 0,
  }: DebugProtocol.VariablesArguments): Promise<Variable[]> {
    if (filter === 'indexed') return this.#elements(start, count);
    const { objectId } = this.object;
    if (objectId === undefined) return [];
    const [found, inherited] = await Promise.all([
      this.thread.session.send('Runtime.getProperties', {
        ...{ objectId, ownProperties: true, generatePreview: true },
      }),
      this.#inheritedGetters(objectId),
    ]);
    const isArray = indexedCount(this.object) !== undefined;
    const own = [...found.result, ...inherited]
      .filter(({ name }) => !(filter === 'named' && isArray && /^\d+$/.test(name)))
      .filter((property) => !isAgentProperty(property))
      .map((property) => this.#property(property));
    const privates = (found.privateProperties ?? []).map((property) =>
      this.#property({ ...property, configurable: true, enumerable: true }),
    );
    const internal = (found.internalProperties ?? []).flatMap(({ name, value }) =>
      value && isShown(name) ? [this.#variable(name, value, { kind: 'virtual' })] : [],
    );
    const all = [...own, ...privates, ...internal];
    return all.slice(start, count > 0 ? start + count : all.length);
  }

  /** Getters of its classes, which belong to what an object looks like. */
  async #inheritedGetters(objectId: string): Promise<Protocol.Runtime.PropertyDescriptor[]> {
    const { type, subtype } = this.object;
    if (type === 'function' || subtype !== undefined) return [];
    const { result } = await this.thread.session.send('Runtime.getProperties', {
      ...{ objectId, ownProperties: false, accessorPropertiesOnly: true },
    });
    return result.filter(({ isOwn = false, name }) => !isOwn && name !== '__proto__');
  }

  async #elements(start: number, count: number): Promise<Variable[]> {
    const { objectId } = this.object;
    if (objectId === undefined) return [];
    const { result } = await this.thread.session.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration:
        'function(s,c){const r={};for(let i=s;i<s+c&&i<this.length;i++)if(i in this)r[i]=this[i];return r}',
      arguments: [{ value: start }, { value: count || Number(indexedCount(this.object) ?? 0) }],
    });
    if (result.objectId === undefined) return [];
    const found = await this.thread.session.send('Runtime.getProperties', {
      ...{ objectId: result.objectId, ownProperties: true, generatePreview: true },
    });
    return found.result
      .filter(({ name }) => /^\d+$/.test(name))
      .map((property) => this.#property(property));
  }

  #property(property: Protocol.Runtime.PropertyDescriptor): Variable {
    const { name, value, get, enumerable } = property;
    const hint: DebugProtocol.VariablePresentationHint = enumerable
      ? {}
      : { visibility: 'internal' };
    if (value) return this.#variable(name, value, hint);
    if (get && get.type !== 'undefined') {
      const reference = this.factory.reference(
        new GetterContainer(this.thread, this.object, get, name, this.factory),
      );
      return {
        ...{ name, value: '(...)', variablesReference: reference },
        presentationHint: { ...hint, lazy: true },
        ...this.#evaluateName(name),
      };
    }
    return { name, value: 'write-only', variablesReference: 0, presentationHint: hint };
  }

  #variable(
    name: string,
    value: RemoteObject,
    hint: DebugProtocol.VariablePresentationHint,
  ): Variable {
    const path = this.#evaluateName(name);
    return {
      ...describe(this.thread, name, value, this.factory, path.evaluateName),
      ...(Object.keys(hint).length > 0 ? { presentationHint: hint } : {}),
      ...path,
    };
  }

  #evaluateName(name: string): { evaluateName?: string } {
    const { path } = this;
    if (path === undefined || name.startsWith('[[') || name.startsWith('Symbol(')) return {};
    if (name.startsWith('#')) return { evaluateName: `${path}.${name}` };
    if (/^\d+$/.test(name)) return { evaluateName: `${path}[${name}]` };
    const isName = /^[A-Za-z_$][\w$]*$/.test(name);
    return { evaluateName: isName ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]` };
  }

  async set(name: string, expression: string): Promise<RemoteObject> {
    const { objectId } = this.object;
    if (objectId === undefined) throw new Error('This value has no properties.');
    const { frame } = this.factory;
    if (name.startsWith('[[')) throw new Error(`${name} cannot be changed.`);
    if (name.startsWith('#')) return this.#setPrivate(name, expression, frame);
    const value = await (frame
      ? this.thread.evaluator.inFrame(frame, `(${expression})`)
      : this.thread.evaluator.globally(`(${expression})`));
    const { result, exceptionDetails } = await this.thread.session.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: 'function(n,v){this[n]=v;return this[n]}',
      arguments: [{ value: name }, argumentOf(value)],
      generatePreview: true,
    });
    if (exceptionDetails) throw new Error(exceptionText(exceptionDetails));
    return result;
  }

  /** Only an expression of the author's reaches a private field. */
  #setPrivate(name: string, expression: string, frame: Frame | undefined): Promise<RemoteObject> {
    const { path } = this;
    if (path === undefined || !frame) throw new Error(`${name} cannot be changed here.`);
    return this.thread.evaluator.inFrame(frame, `${path}.${name} = (${expression})`);
  }
}

/** A getter that is called when it is looked at. */
class GetterContainer implements Container {
  constructor(
    readonly thread: DebugThread,
    readonly object: RemoteObject,
    readonly getter: RemoteObject,
    readonly name: string,
    readonly factory: ContainerFactory,
  ) {}

  async variables(): Promise<Variable[]> {
    const { result, exceptionDetails } = await this.thread.session.send('Runtime.callFunctionOn', {
      objectId: this.object.objectId ?? '',
      functionDeclaration: 'function(g){return g.call(this)}',
      arguments: [argumentOf(this.getter)],
      ...{ generatePreview: true, silent: true },
    });
    if (exceptionDetails) {
      return [{ name: this.name, value: exceptionText(exceptionDetails), variablesReference: 0 }];
    }
    return [describe(this.thread, this.name, result, this.factory, undefined)];
  }
}

/** A value as a DAP variable, without hints. */
export function describe(
  thread: DebugThread,
  name: string,
  value: RemoteObject,
  factory: ContainerFactory,
  path: string | undefined,
): Variable {
  const isObject = value.objectId !== undefined && value.type !== 'symbol';
  const reference = isObject
    ? factory.reference(new ObjectContainer(thread, value, factory, path))
    : 0;
  const indexed = indexedCount(value);
  return {
    ...{ name, value: formatValue(value), variablesReference: reference },
    type: typeOf(value),
    ...(indexed === undefined ? {} : { indexedVariables: indexed, namedVariables: 1 }),
  };
}

const typeOf = ({ type, subtype, className }: RemoteObject): string =>
  type === 'object' ? (subtype === 'null' ? 'null' : (className ?? type)) : type;

/** From so many elements on, an array is shown in pages. */
const PAGED_FROM = 100;

function indexedCount({ subtype, description = '' }: RemoteObject): number | undefined {
  if (subtype !== 'array' && subtype !== 'typedarray') return undefined;
  const count = Number(/\((\d+)\)$/.exec(description)?.[1]);
  return count > PAGED_FROM ? count : undefined;
}

const HIDDEN = new Set(['[[Scopes]]', '[[FunctionLocation]]', '[[GeneratorLocation]]']);
const isShown = (name: string): boolean => !HIDDEN.has(name);

/** What the agent has put on objects: its own symbols. */
const isAgentProperty = ({ name, symbol }: Protocol.Runtime.PropertyDescriptor): boolean =>
  symbol !== undefined && /^Symbol\(restitch[.)]/.test(name);

export function argumentOf(value: RemoteObject): Protocol.Runtime.CallArgument {
  if (value.objectId !== undefined) return { objectId: value.objectId };
  if (value.unserializableValue !== undefined) {
    return { unserializableValue: value.unserializableValue };
  }
  return { value: value.value as unknown };
}

export function exceptionText({ text, exception }: Protocol.Runtime.ExceptionDetails): string {
  const description = exception?.description ?? (exception && formatValue(exception));
  return description?.split('\n    at ')[0] ?? text;
}
