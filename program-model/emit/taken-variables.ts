import type { Node, Variable } from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import { emitStore, type Access, type Emitter } from './emitter.js';
import { emitFunction } from './functions.js';
import type { Out } from './text.js';
import { valueText, type Origin, type Transfer } from './transfer.js';

// What generated code takes from the frame or the closure that it goes on for.

/** The index of the item that an old loop is at. */
export function indexText(emitter: Emitter, origin: Origin, transfer: Transfer): string {
  if (origin.kind !== 'position') return valueText(origin);
  const list = expressionText(emitter, origin.list, transfer);
  return `${emitter.names.module}.position(${origin.iterator},${list})`;
}

/** What closures share: accessors, made where there are none. */
export const pairText = (
  emitter: Emitter,
  origin: Origin | undefined,
  transfer: Transfer,
): string => {
  switch (origin?.kind) {
    case 'pair':
      return `${origin.read},${origin.write}`;
    case 'value':
      return `...${emitter.names.module}.box(${origin.text})`;
    case 'expression':
      return `...${emitter.names.module}.box(${expressionText(emitter, origin.text, transfer)})`;
    case 'position':
      return `...${emitter.names.module}.box(${indexText(emitter, origin, transfer)})`;
    default:
      return `...${emitter.names.module}.box(void 0)`;
  }
};

/**
 * A variable of the function's own: what the old frame had of it, or its beginning.
 * @param later what is evaluated when all variables are there
 */
export function bindOwn(
  emitter: Emitter,
  info: FunctionInfo,
  variable: Variable,
  transfer: Transfer | undefined,
  later: Out[],
): Out {
  const name = emitter.nameOf(variable);
  const origin = transfer?.variable(variable);
  const kept = info.functionValues.get(variable);
  const also = kept === undefined ? '' : `let ${kept}=${name};`;
  switch (origin?.kind) {
    case 'pair':
      return bindPair(emitter, variable, origin);
    case 'value':
      return [`let ${name}=${origin.text};`, also];
    case 'name':
      return [`let ${name}=${origin.name};`, also];
    case 'expression':
      return [`let ${name}=${expressionText(emitter, origin.text, transfer)};`, also];
    case 'position':
      return transfer ? [`let ${name}=${indexText(emitter, origin, transfer)};`, also] : '';
    case 'initialiser': {
      const init = initialiserOf(variable);
      if (init) later.push(`${name}=`, emitInitialiser(emitter, variable, init), ';');
      return [`let ${name};`, also];
    }
    default:
      return emitMissing(emitter, info, variable, name, kept);
  }
}

/** A function declaration that the old frame did not have is made anew. */
function emitMissing(
  emitter: Emitter,
  info: FunctionInfo,
  variable: Variable,
  name: string,
  kept: string | undefined,
): Out {
  const node = variable.declaration.defs[0]?.node as Node | undefined;
  if (kept !== undefined && node?.type === 'FunctionDeclaration') {
    return [emitFunction(emitter, node), `let ${kept}=${name};`];
  }
  const isGuarded = emitter.analysis.deadZones.get(variable)?.guarded === true;
  return `let ${name}${isGuarded ? `=${emitter.names.module}.T` : ''};`;
}

/** What gives a variable its first value: its declaration's initialiser, a parameter's default. */
const initialiserOf = (variable: Variable): Node | undefined => {
  const definition = variable.declaration.defs[0];
  const node = definition?.node as Node | undefined;
  if (node?.type === 'VariableDeclarator') return node.init ?? undefined;
  const pattern = (definition?.name as Node | undefined)?.parent;
  const isDefault = definition?.type === 'Parameter' && pattern?.type === 'AssignmentPattern';
  return isDefault ? pattern.right : undefined;
};

/** `(init)`; for a variable of a pattern, what the pattern takes out for it. */
function emitInitialiser(emitter: Emitter, variable: Variable, init: Node): Out {
  const value: Out = ['(', emitter.whole(() => emitter.expression(init)), ')'];
  const declarator = variable.declaration.defs[0]?.node as Node | undefined;
  const isPattern =
    declarator?.type === 'VariableDeclarator' && declarator.id.type !== 'Identifier';
  if (!isPattern) return value;
  const pattern = emitter.text.slice(declarator.id.start, declarator.id.end);
  return [`((${pattern})=>${variable.name})`, value];
}

/** An expression of a plan, with the old frame's variables under their old names, and its `this`. */
export function expressionText(
  emitter: Emitter,
  text: string,
  transfer: Transfer | undefined,
): string {
  const names: string[] = [];
  const values: string[] = [];
  for (const [name, origin] of transfer?.oldNames() ?? []) {
    if (!mentions(text, name)) continue;
    const value = valueText(origin);
    if (value === name) continue;
    names.push(name);
    values.push(value);
  }
  const receiver = emitter.lexical.this ?? 'this';
  return `(function(${names.join(',')}){return(${text}\n)}).call(${[receiver, ...values].join(',')})`;
}

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(^|[^\\w$])${name.replaceAll('$', '\\$')}($|[^\\w$])`).test(text);

function bindPair(
  emitter: Emitter,
  variable: Variable,
  origin: Extract<Origin, { kind: 'pair' }>,
): Out {
  const access = accessTo(emitter, origin);
  emitter.access.set(variable, access);
  const start = origin.start === undefined ? '' : [emitStore(access, origin.start), ';'];
  return [bindAccess(access, origin), start];
}

/** How a variable is reached from now on: by accessors of its own, where it has some. */
function accessTo(emitter: Emitter, origin: Extract<Origin, { kind: 'pair' }>): Access {
  const { kind: _, start: __, ...access } = origin;
  if (access.load !== undefined) return access;
  const n = emitter.next();
  return { read: emitter.names.numbered('g', n), write: emitter.names.numbered('s', n) };
}

const bindAccess = (access: Access, origin: Access): string =>
  access.load === undefined
    ? `const ${access.read}=${origin.read},${access.write}=${origin.write};`
    : '';

/** A variable of an enclosing function: through the accessors that the closure came with. */
export function bindFree(emitter: Emitter, variable: Variable, transfer: Transfer): Out {
  const origin = transfer.variable(variable);
  switch (origin?.kind) {
    case 'pair': {
      const access = accessTo(emitter, origin);
      if (variable.scope.type === 'function-expression-name' && !variable.scope.isStrict) {
        // Sloppy code may assign to its own name, without effect.
        const write = `${emitter.names.module}.ignore`;
        emitter.access.set(variable, { ...access, write, store: `${write}(` });
        return access.load === undefined ? `const ${access.read}=${origin.read};` : '';
      }
      emitter.access.set(variable, access);
      return bindAccess(access, origin);
    }
    case 'name':
      if (origin.name !== variable.name) emitter.renamed.set(variable, origin.name);
      return '';
    case 'value':
      return `let ${emitter.nameOf(variable)}=${origin.text};`;
    case 'expression':
      return `let ${emitter.nameOf(variable)}=${expressionText(emitter, origin.text, transfer)};`;
    case 'initialiser': {
      const init = initialiserOf(variable);
      return init && isLiteral(init)
        ? `let ${emitter.nameOf(variable)}=${emitter.text.slice(init.start, init.end)};`
        : bindMissing(emitter, variable);
    }
    default:
      return bindMissing(emitter, variable);
  }
}

/** Never silently wrong: reading what the closure did not keep says so. */
function bindMissing(emitter: Emitter, variable: Variable): Out {
  const access = `${emitter.names.prefix}g${emitter.next()}`;
  emitter.access.set(variable, { read: access, write: access });
  return `const ${access}=()=>${emitter.names.module}.missing(${JSON.stringify(variable.name)});`;
}

/** Of anything else there is no value that functions could share. */
const isLiteral = (init: Node): boolean =>
  init.type === 'Literal' ||
  (init.type === 'UnaryExpression' && init.argument.type === 'Literal') ||
  (init.type === 'TemplateLiteral' && init.expressions.length === 0);
