import type { FullSourceModel, Variable } from '../../../program-model/model/index.js';
import type { Version } from '../../update/versions.js';
import { innermost } from '../../update/innermost.js';
import type { Script } from '../sources/script.js';
import type { ScriptPlace } from '../sources/script-text.js';

type Scope = FullSourceModel['scopes']['scopes'][number];

/** A variable of the author's, and how the code that runs reaches it. */
export interface VisibleVariable {
  name: string;
  variable: Variable;
  /** An expression. */
  read: string;
  /** A function that stores a value; '' where `read` can be assigned to. */
  write: string;
}

/** A scope as its author sees it. */
export interface AuthoredScope {
  kind: 'block' | 'catch' | 'local' | 'closure' | 'module';
  /** The function's name, for closures. */
  name: string;
  variables: VisibleVariable[];
}

/** The scopes around a place of a script of the program, innermost first. */
export function scopesAt(script: Script, place: ScriptPlace): AuthoredScope[] {
  const version = script.text.version?.version;
  if (!version || place.offset < 0) return [];
  const { model } = version;
  const found: AuthoredScope[] = [];
  let isOuter = false;
  for (let scope = innermostScope(model, place.offset); scope; scope = scope.upper as Scope) {
    const variables = variablesOf(version, script, scope);
    const isModule = scope.block.type === 'Program';
    const isFunction = scope.type === 'function' && !isModule;
    const kind = isModule
      ? 'module'
      : isFunction
        ? isOuter
          ? 'closure'
          : 'local'
        : scope.type === 'catch'
          ? 'catch'
          : 'block';
    if (variables.length > 0 || kind === 'local') {
      const fn = isFunction ? innermost(version, scope.block.start) : undefined;
      found.push({ kind, name: fn?.name ?? '', variables });
    }
    if (isFunction) isOuter = true;
  }
  return merge(found);
}

/** The module's own scopes (a CommonJS module has two) count as one. */
function merge(scopes: AuthoredScope[]): AuthoredScope[] {
  const modules = scopes.filter(({ kind }) => kind === 'module');
  const [first] = modules;
  const rest = scopes.filter(({ kind }) => kind !== 'module');
  if (!first) return rest;
  return [...rest, { ...first, variables: modules.flatMap(({ variables }) => variables) }];
}

function innermostScope(model: FullSourceModel, offset: number): Scope | undefined {
  let found: Scope | undefined;
  for (const scope of model.scopes.scopes) {
    const { start, end } = scope.block as unknown as { start: number; end: number };
    if (start > offset || offset >= end) continue;
    if (scope.type === 'function-expression-name') continue;
    if (!found || isWithin(scope, found)) found = scope;
  }
  return found ?? model.scopes.scopes[0];
}

function isWithin(inner: Scope, outer: Scope): boolean {
  for (let at: Scope | null = inner; at; at = at.upper) if (at === outer) return true;
  return false;
}

function variablesOf(version: Version, script: Script, scope: Scope): VisibleVariable[] {
  if (scope.type === 'class' || scope.type === 'function-expression-name') return [];
  const { analysis, model } = version;
  return scope.variables.flatMap((declared) => {
    const variable = model.variableOf.get(declared);
    if (!variable) return [];
    const { name, key } = variable;
    const known = script.names.get(key);
    const emitted = analysis.emittedNames.get(variable) ?? name;
    const { read, write } = known ?? { read: emitted, write: '' };
    return [{ name, variable, read, write }];
  });
}

/** The variables that can be named at a place: inner ones hide outer ones. */
export function visibleAt(script: Script, place: ScriptPlace): Map<string, VisibleVariable> {
  const visible = new Map<string, VisibleVariable>();
  for (const { variables } of scopesAt(script, place)) {
    for (const item of variables) if (!visible.has(item.name)) visible.set(item.name, item);
  }
  return visible;
}

/** What `this` is called at a place, where it has another name there. */
export function thisAt(script: Script, place: ScriptPlace): string | undefined {
  const own = script.names.get('this');
  const version = script.text.version?.version;
  if (!own || !version || place.offset < 0) return undefined;
  let fn = innermost(version, place.offset);
  while (fn && fn.index !== script.unitFunction && fn.kind === 'arrow') {
    fn = version.model.functions[fn.parent];
  }
  return fn?.index === script.unitFunction ? own.read : undefined;
}

/** Whether a name was added by instrumentation. */
export function isInjected(script: Script, name: string): boolean {
  const prefix = script.text.version?.version.analysis.names.prefix;
  return prefix !== undefined && name.startsWith(prefix);
}
