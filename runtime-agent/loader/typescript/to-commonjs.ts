import type { Identifier, ModuleDeclaration, Node, Program, Statement } from 'estree';
import { parse } from 'acorn';
import { analyze, type Variable } from 'eslint-scope';
import { KEYS } from 'eslint-visitor-keys';
import MagicString from 'magic-string';
import { CompileFailure, type Compiled } from './compiler.js';
import { interop } from './interop.js';

type Placed<T> = T & { start: number; end: number };

interface Exported {
  name: string;
  /** An expression that reads the value. */
  value: string;
}

/**
 * An ES module as CommonJS with live bindings: its variables stay variables, exports are getters,
 * and what is imported is read from the other module each time.
 * @returns `undefined` when there is nothing to turn.
 * @throws {CompileFailure} at an `await` outside of functions, which CommonJS has not.
 */
export function toCommonJs(text: string): Compiled | undefined {
  const ast = parse(text, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowHashBang: true,
    ranges: true,
    locations: true,
  }) as unknown as Placed<Program>;
  if (!ast.body.some(isModuleDeclaration) && !text.includes('import.meta')) return undefined;
  rejectTopLevelAwait(ast);
  return new Conversion(text, ast).run();
}

class Conversion {
  readonly #out: MagicString;
  readonly #ast: Placed<Program>;
  readonly #text: string;
  readonly #exports: Exported[] = [];
  readonly #stars: string[] = [];
  /** What a local name of an import is read as. */
  readonly #imported = new Map<string, string>();
  #modules = 0;
  #prefix = 'import_';

  constructor(text: string, ast: Placed<Program>) {
    this.#text = text;
    this.#ast = ast;
    this.#out = new MagicString(text);
    while (text.includes(this.#prefix)) this.#prefix = `_${this.#prefix}`;
  }

  run(): Compiled {
    const body = this.#ast.body as Placed<Statement | ModuleDeclaration>[];
    const late = body.findIndex((statement) => !isImporting(statement) && !isDirective(statement));
    body.forEach((statement, index) => {
      this.#statement(statement);
      // Other modules are loaded first, wherever the import stands.
      if (isImporting(statement) && late >= 0 && index > late) {
        this.#out
          .appendLeft(statement.end, '\n')
          .move(statement.start, statement.end, start(body[late]));
      }
    });
    this.#references();
    const getters = this.#exports.map(({ name, value }) => `${property(name)}: () => ${value}`);
    const meta = this.#text.includes('import.meta') ? 'const import_meta = {};' : '';
    this.#out.prepend(
      `"use strict";${interop}__export(exports, { ${getters.join(', ')} });${meta}\n`,
    );
    this.#out.append(this.#announcement());
    return {
      text: this.#out.toString(),
      map: this.#out.generateMap({ source: 'module.js', hires: 'boundary' }).toString(),
    };
  }

  /** By this, Node's import of CommonJS modules finds out which names there are. */
  #announcement(): string {
    const names = this.#exports.map(({ name }) => name).filter((name) => /^[\w$]+$/.test(name));
    const all = [
      ...names.filter((name) => name !== 'default').map((name) => `${name}: null`),
      ...this.#stars.map((source) => `...require(${source})`),
    ];
    return `\n0 && (module.exports = { ${all.join(', ')} });\n`;
  }

  #statement(statement: Placed<Statement | ModuleDeclaration>): void {
    switch (statement.type) {
      case 'ImportDeclaration':
        return this.#import(statement);
      case 'ExportAllDeclaration':
        return this.#exportAll(statement);
      case 'ExportNamedDeclaration':
        return this.#exportNamed(statement);
      case 'ExportDefaultDeclaration':
        return this.#exportDefault(statement);
      default:
    }
  }

  #import(statement: Placed<Extract<ModuleDeclaration, { type: 'ImportDeclaration' }>>): void {
    const source = this.#raw(statement.source);
    if (statement.specifiers.length === 0) return this.#replace(statement, `require(${source});`);
    const module = this.#newModule();
    let interop = false;
    for (const specifier of statement.specifiers) {
      const { name } = specifier.local;
      if (specifier.type === 'ImportNamespaceSpecifier') {
        interop = true;
        this.#imported.set(name, module);
      } else {
        const imported =
          specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
        interop ||= imported === 'default';
        this.#imported.set(name, module + member(imported));
      }
    }
    const value = interop ? `__toESM(require(${source}))` : `require(${source})`;
    this.#replace(statement, `const ${module} = ${value};`);
  }

  #exportAll(
    statement: Placed<Extract<ModuleDeclaration, { type: 'ExportAllDeclaration' }>>,
  ): void {
    const source = this.#raw(statement.source);
    if (!statement.exported) {
      this.#stars.push(source);
      return this.#replace(statement, `__reExport(exports, require(${source}));`);
    }
    const module = this.#newModule();
    this.#exports.push({ name: nameOf(statement.exported), value: module });
    this.#replace(statement, `const ${module} = __toESM(require(${source}));`);
  }

  #exportNamed(
    statement: Placed<Extract<ModuleDeclaration, { type: 'ExportNamedDeclaration' }>>,
  ): void {
    const { declaration, source, specifiers } = statement;
    if (declaration) {
      for (const name of declaredNames(declaration)) this.#exports.push({ name, value: name });
      this.#out.remove(statement.start, start(declaration));
      return;
    }
    const module = source ? this.#newModule() : undefined;
    for (const { exported, local } of specifiers) {
      const name = nameOf(exported);
      const value = module === undefined ? nameOf(local) : module + member(nameOf(local));
      this.#exports.push({ name, value });
    }
    if (!source) return this.#replace(statement, '');
    const raw = this.#raw(source);
    const needs = specifiers.some(({ local }) => nameOf(local) === 'default');
    this.#replace(
      statement,
      `const ${module} = ${needs ? `__toESM(require(${raw}))` : `require(${raw})`};`,
    );
  }

  #exportDefault(
    statement: Placed<Extract<ModuleDeclaration, { type: 'ExportDefaultDeclaration' }>>,
  ): void {
    const { declaration } = statement;
    const named =
      declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
    const id = named ? declaration.id : null;
    this.#exports.push({ name: 'default', value: id?.name ?? 'default_export' });
    if (id) {
      this.#out.remove(statement.start, start(declaration));
    } else if (declaration.type === 'FunctionDeclaration') {
      // A declaration is hoisted; its name goes where `function` and `*` end.
      const head =
        this.#text.slice(start(declaration)).match(/^(async\s+)?function\s*\*?/)?.[0] ?? '';
      this.#out.remove(statement.start, start(declaration));
      this.#out.appendLeft(start(declaration) + head.length, ' default_export');
    } else {
      this.#out.overwrite(statement.start, start(declaration), 'const default_export = ');
    }
  }

  /** Names of imports become members of the modules that they are from. */
  #references(): void {
    const scopes = analyze(this.#ast, {
      ecmaVersion: 2024,
      sourceType: 'module',
      ignoreEval: true,
    });
    const module = scopes.globalScope?.childScopes[0];
    const parents = parentsOf(this.#ast);
    const imports = (module?.variables ?? []).filter(isImport);
    for (const { name, references } of imports) {
      const value = this.#imported.get(name);
      if (value === undefined) continue;
      for (const { identifier } of references) {
        const node = identifier as Placed<Identifier>;
        const parent = parents.get(node);
        if (parent?.type === 'ExportSpecifier') continue;
        this.#replace(node, this.#reference(node, parent, value));
      }
    }
    for (const entry of this.#exports) entry.value = this.#imported.get(entry.value) ?? entry.value;
    for (const node of parents.keys()) {
      if (node.type === 'MetaProperty' && node.meta.name === 'import') {
        this.#replace(node, 'import_meta');
      }
    }
  }

  #reference(node: Placed<Identifier>, parent: Node | undefined, value: string): string {
    if (parent?.type === 'Property' && parent.shorthand) return `${node.name}: ${value}`;
    const called =
      (parent?.type === 'CallExpression' && parent.callee === node) ||
      (parent?.type === 'TaggedTemplateExpression' && parent.tag === node);
    // Not a method call: the module is not `this`.
    return called && value.includes(/[.[]/.exec(value)?.[0] ?? '\0') ? `(0, ${value})` : value;
  }

  #replace(node: Placed<Node>, text: string): void {
    if (text === '') this.#out.remove(node.start, node.end);
    else this.#out.overwrite(node.start, node.end, text);
  }

  #newModule(): string {
    return `${this.#prefix}${this.#modules++}`;
  }

  #raw(node: Node): string {
    const { start, end } = node as Placed<Node>;
    return this.#text.slice(start, end);
  }
}

function start(node: object | undefined): number {
  return (node as Placed<Node>).start;
}

function isModuleDeclaration(node: Node): node is ModuleDeclaration {
  return /^(Import|Export\w+)Declaration$/.test(node.type);
}

function isImporting(node: Node): boolean {
  return (
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.source != null)
  );
}

function isDirective(node: Node): boolean {
  return node.type === 'ExpressionStatement' && 'directive' in node;
}

function isImport(variable: Variable): boolean {
  return variable.defs.some(({ type }) => (type as string) === 'ImportBinding');
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : String((node as { value?: unknown }).value);
}

function member(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `.${name}`
    : `[${JSON.stringify(name)}]`;
}

function property(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}

function declaredNames(declaration: Node): string[] {
  if (declaration.type !== 'VariableDeclaration') {
    return [(declaration as { id: Identifier }).id.name];
  }
  return declaration.declarations.flatMap(({ id }) => boundNames(id));
}

function boundNames(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

function childrenOf(node: Node): Node[] {
  const keys = KEYS[node.type] ?? [];
  const values = keys.map((key) => (node as unknown as Record<string, unknown>)[key]);
  return values
    .flat()
    .filter((child): child is Node => typeof child === 'object' && child !== null);
}

function parentsOf(ast: Node): Map<Node, Node | undefined> {
  const parents = new Map<Node, Node | undefined>([[ast, undefined]]);
  for (const node of parents.keys()) {
    for (const child of childrenOf(node)) parents.set(child, node);
  }
  return parents;
}

function rejectTopLevelAwait(node: Node): void {
  const isAwait = node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
  if (isAwait) {
    const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
    throw new CompileFailure('Top-level await is not supported in CommonJS', line, column);
  }
  for (const child of childrenOf(node)) {
    if (!/Function|StaticBlock|PropertyDefinition/.test(child.type)) rejectTopLevelAwait(child);
  }
}
