import type { FunctionModel, SourceModel } from '../../program-model/model/types.js';
import type { FrozenText } from './frozen.js';
import { isFunction, type Syntax } from './syntax.js';
import { buildTree, KIND, memberName, type Interner, type Leaf, type Tree } from './tree.js';

/** A function or class as far as finding its counterpart goes. */
export interface Entity {
  index: number;
  /** Index of the function in its model; -1 for a class. */
  fn: number;
  /** Index of the node in the file's tree. */
  at: number;
  /** The enclosing function or class; undefined for the module top. */
  parent: Entity | undefined;
  children: Entity[];
  /** Position among the parent's children. */
  ordinal: number;
  /** Declared or assigned name or member key; for an anonymous one, what its surroundings say. */
  name: string;
  /** The name is the author's, so that an equal one means the same function. */
  named: boolean;
  /** What may correspond to what: accessors and constructors only to their own kind. */
  sort: 'function' | 'class' | 'getter' | 'setter' | 'constructor' | 'field' | 'static-block';
  /** Hash of parameters and body: what remains when a function is moved, renamed or respelled. */
  content: number;
  weight: number;
}

export interface FileTree {
  model: SourceModel;
  tree: Tree;
  entities: Entity[];
  /** By function index; undefined for functions inside frozen text. */
  ofFunction: (Entity | undefined)[];
  frozen: FrozenText;
  /** The labels of the leaves that stand for frozen text. */
  anchors: Set<string>;
}

/** The leaf that stands for text that is equal in both versions, or undefined. */
export function frozenLeaf(node: Syntax, frozen: FrozenText): Leaf | undefined {
  const anchor = frozen.anchorOf(node.start, node.end);
  if (anchor === undefined || !isFreezable(node)) return undefined;
  return { label: anchor, weight: Math.max(1, (node.end - node.start) >> 2) };
}

/** Only what is whole in itself: an expression's counterpart depends on what stands around it. */
function isFreezable(node: Syntax): boolean {
  return (
    isFunction(node) ||
    node.type === 'MethodDefinition' ||
    node.type === 'PropertyDefinition' ||
    node.type === 'StaticBlock' ||
    /Statement$|Declaration$/.test(node.type)
  );
}

/** Lays the whole file out and lists its functions and classes. Linear in the unfrozen text. */
export function surveyFile(model: SourceModel, interner: Interner, frozen: FrozenText): FileTree {
  const anchors = new Set<string>();
  const cut = new Set<Syntax>();
  const tree = buildTree(model.ast, interner, (node) => {
    const leaf = frozenLeaf(node, frozen);
    if (leaf !== undefined) {
      anchors.add(leaf.label);
      cut.add(node);
    }
    return leaf;
  });
  const entities: Entity[] = [];
  const ofFunction: (Entity | undefined)[] = new Array<undefined>(model.functions.length);
  const open: Entity[] = [];
  for (let i = 0; i < tree.size; i++) {
    const kind = tree.kinds[i];
    const node = tree.nodes[i];
    if (node === undefined) continue;
    const fn = model.functionOf.get(node);
    const isClass = kind === KIND.klass;
    if (fn === undefined && !isClass) continue;
    if (cut.has(node)) continue;
    while (open.length > 0 && i >= (tree.ends[(open.at(-1) as Entity).at] as number)) open.pop();
    const parent = open.at(-1);
    const entity: Entity = {
      index: entities.length,
      fn: fn?.index ?? -1,
      at: i,
      parent,
      children: [],
      ordinal: parent?.children.length ?? 0,
      sort: fn === undefined ? 'class' : sortOf(fn),
      content: contentHash(tree, i),
      weight: tree.weights[i] as number,
      ...(fn === undefined ? className(node) : functionName(model, fn)),
    };
    parent?.children.push(entity);
    entities.push(entity);
    if (fn !== undefined) ofFunction[fn.index] = entity;
    open.push(entity);
  }
  for (const entity of entities) disownSharedNames(entity.children);
  return { model, tree, entities, ofFunction, frozen, anchors };
}

/** A name that several functions of one parent have identifies none of them. */
function disownSharedNames(siblings: readonly Entity[]): void {
  const first = new Map<string, Entity>();
  for (const entity of siblings) {
    const key = `${entity.sort} ${entity.name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, entity);
    else entity.named = other.named = false;
  }
}

function sortOf(fn: FunctionModel): Entity['sort'] {
  switch (fn.kind) {
    case 'getter':
    case 'setter':
    case 'constructor':
    case 'field':
    case 'static-block':
      return fn.kind;
    default:
      return 'function';
  }
}

function className(node: Syntax): { name: string; named: boolean } {
  if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.id) {
    return { name: node.id.name, named: true };
  }
  const holder = node.parent;
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') {
    return { name: holder.id.name, named: true };
  }
  return { name: 'class', named: false };
}

/** What a function is called, and whether by its author. */
export function functionName(
  model: SourceModel,
  fn: FunctionModel,
): { name: string; named: boolean } {
  const { node } = fn;
  if (fn.kind === 'module') return { name: '', named: true };
  const holder = node.type === 'PropertyDefinition' ? node : node.parent;
  if (holder?.type === 'MethodDefinition' || holder?.type === 'PropertyDefinition') {
    return { name: `${holder.static ? '.' : '#'}${memberName(holder)}`, named: true };
  }
  const parent = model.functions[fn.parent];
  const from = parent === undefined || parent.index === 0 ? 0 : parent.path.length + 1;
  const segment = fn.path.slice(from);
  // What an author or a bundler has named `f$1` is not the second `f`.
  const written = fn.usedAs?.replace(/^\./, '');
  const isWritten = written !== undefined && segment.endsWith(written);
  const name = isWritten ? segment : segment.replace(/\$\d+$/, '');
  const anonymous = /\(\d*\)$|^(return|anonymous|expression|pattern|static)$/.test(name);
  return { name, named: !anonymous };
}

/** Everything below the function but its own name and spelling (declaration, arrow, method). */
function contentHash(tree: Tree, at: number): number {
  const node = tree.nodes[at];
  let hash = 17;
  const end = tree.ends[at] as number;
  for (let c = at + 1; c < end; c = tree.ends[c] as number) {
    const child = tree.nodes[c];
    if (child !== undefined && node !== undefined && 'id' in node && node.id === child) continue;
    hash = (hash * 31 + (tree.hashes[c] as number)) % 9007199254740881;
  }
  return hash + (tree.labels[at] as number);
}
