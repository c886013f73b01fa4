import type TypeScript from 'typescript';
import type { TypeNode } from '../../protocol/plan-types.js';
import { isForeign, isPrimitive } from './accepts.js';
import { containerOf, propertyType } from './kinds.js';
import type { TypedProject, TypedVersion } from './programs.js';

type Type = TypeScript.Type;

/** More properties than these tell no more. */
const MANY = 12;

const otherSide = (project: TypedProject, side: TypedVersion): TypedVersion =>
  side === project.old ? project.now : project.old;

/** A type in the graph, with where values of changed types are in a value of it. */
interface Known {
  node: TypeNode;
  /** Nodes that lead here. */
  from: Set<number>;
  isReaching: boolean;
}

/**
 * The graph of types through which values of changed types can be reached: objects, arrays, maps and
 * sets. What functions close over, promises hold and libraries keep is not walked.
 */
export class ReachGraph {
  readonly #known: Known[] = [];
  readonly #ids = new Map<Type, number>();
  readonly #open: Type[] = [];
  readonly #targets: readonly Type[];

  constructor(
    readonly project: TypedProject,
    readonly side: TypedVersion,
    /** The changed types, in the order of the plan. */
    targets: readonly Type[],
    /** The same in the other version. */
    readonly others: readonly Type[],
  ) {
    this.#targets = targets;
  }

  /** The nodes of the types that a value of a type can be of. */
  add(type: Type): number[] {
    const parts = this.#targetOf(type) === undefined && type.isUnion() ? type.types : [type];
    const ids = [...new Set(parts)].flatMap((part) => this.#idOf(part) ?? []);
    for (let next = this.#open.pop(); next; next = this.#open.pop()) this.#expand(next);
    return ids;
  }

  #idOf(type: Type): number | undefined {
    const known = this.#ids.get(type);
    if (known !== undefined) return known;
    const target = this.#targetOf(type);
    const isWalked = !isPrimitive(this.project, type) && type.getCallSignatures().length === 0;
    if (target === undefined && !isWalked) return undefined;
    const id = this.#known.length;
    const guard = isWalked ? this.#guard(type, target) : undefined;
    this.#ids.set(type, id);
    this.#known.push({
      node: {
        type: this.side.checker.typeToString(type),
        ...(target !== undefined && { target }),
        ...(guard && { is: guard }),
      },
      from: new Set(),
      isReaching: target !== undefined,
    });
    if (isWalked) this.#open.push(type);
    return id;
  }

  /** Which changed type a type is; an alias of a union also with other cases beside it. */
  #targetOf(type: Type): number | undefined {
    const found = this.#targets.findIndex((target) => {
      if (target === type) return true;
      const name = target.aliasSymbol ?? target.symbol;
      const own = type.aliasSymbol ?? type.symbol;
      if (name !== undefined && !name.name.startsWith('__') && name === own) return true;
      if (!target.isUnion() || !type.isUnion()) return false;
      return target.types.every((part) => type.types.includes(part));
    });
    return found < 0 ? undefined : found;
  }

  /** What tells a value of a type from others. */
  #guard(type: Type, target: number | undefined): TypeNode['is'] {
    if (containerOf(this.project, this.side, type)) return undefined;
    const has: string[] = [];
    const equals: Record<string, string | number> = {};
    const types: Record<string, string> = {};
    for (const { name, type: own } of this.#required(type)) {
      if (has.length < MANY) has.push(name);
      if (own.isStringLiteral() || own.isNumberLiteral()) equals[name] = own.value;
      else if (target !== undefined) Object.assign(types, this.#typeof(name, own));
    }
    const other = target === undefined ? undefined : this.others[target];
    const names = new Set(type.getProperties().map(({ name }) => name));
    const not = (other ? this.#required(other) : []).flatMap(({ name }) =>
      names.has(name) ? [] : name,
    );
    return {
      has,
      equals,
      ...(Object.keys(types).length > 0 && { types }),
      ...(not.length > 0 && { not }),
    };
  }

  #required(type: Type): { name: string; type: Type }[] {
    const { project } = this;
    const side = this.others.includes(type) ? otherSide(project, this.side) : this.side;
    return type.getProperties().flatMap(({ name }) => {
      const property = propertyType(project, side, type, name);
      const isTelling = property && !property.isOptional && !name.startsWith('__@');
      return isTelling ? [{ name, type: property.type }] : [];
    });
  }

  /** What `typeof` says of a property, where it says one thing. */
  #typeof(name: string, type: Type): Record<string, string> {
    const { TypeFlags } = this.project.ts;
    const kinds = (type.isUnion() ? type.types : [type]).map(({ flags }) => {
      if (flags & TypeFlags.StringLike) return 'string';
      if (flags & TypeFlags.NumberLike) return 'number';
      return flags & TypeFlags.BooleanLike ? 'boolean' : '';
    });
    const [kind = ''] = new Set(kinds);
    return kind !== '' && kinds.every((each) => each === kind) ? { [name]: kind } : {};
  }

  #expand(type: Type): void {
    const id = this.#ids.get(type);
    const known = id === undefined ? undefined : this.#known[id];
    if (id === undefined || !known) return;
    const { project, side } = this;
    const edge = (part: Type): number[] => {
      const parts = this.#targetOf(part) === undefined && part.isUnion() ? part.types : [part];
      const to = [...new Set(parts)].flatMap((each) => this.#idOf(each) ?? []);
      for (const other of to) this.#known[other]?.from.add(id);
      return to;
    };
    const container = containerOf(project, side, type);
    if (container) {
      const [first, second] = container.parts;
      if (container.name === 'Map') {
        known.node.keys = first ? edge(first) : [];
        known.node.values = second ? edge(second) : [];
      } else if (container.name !== 'Promise') {
        known.node.items = [...new Set(container.parts.flatMap(edge))];
      }
      return;
    }
    if (isForeign(project, type)) return;
    const fields: Record<string, number[]> = {};
    for (const { name } of type.getProperties()) {
      const property = propertyType(project, side, type, name);
      if (!property || property.isMethod || name.startsWith('__')) continue;
      const to = edge(property.type);
      if (to.length > 0) fields[name] = to;
    }
    known.node.fields = fields;
    const indexed = side.checker.getIndexInfosOfType(type).flatMap((info) => edge(info.type));
    if (indexed.length > 0) known.node.entries = [...new Set(indexed)];
  }

  /**
   * The part of the graph that leads to values of changed types.
   *
   * @param ids nodes that are asked about
   * @returns the nodes under new numbers, and the numbers that those asked about have now
   */
  finish(ids: readonly (readonly number[])[]): { nodes: TypeNode[]; ids: number[][] } {
    const open = this.#known.flatMap(({ isReaching }, id) => (isReaching ? [id] : []));
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const from of this.#known[at]?.from ?? []) {
        const known = this.#known[from];
        if (!known || known.isReaching) continue;
        known.isReaching = true;
        open.push(from);
      }
    }
    // Only what some root leads to.
    const used = new Set<number>();
    const visit = ids.flat();
    for (let at = visit.pop(); at !== undefined; at = visit.pop()) {
      if (used.has(at) || this.#known[at]?.isReaching !== true) continue;
      used.add(at);
      visit.push(...edgesOf((this.#known[at] as Known).node));
    }
    const numbers = new Map([...used].sort((a, b) => a - b).map((id, at) => [id, at]));
    const renumber = (list: readonly number[]): number[] =>
      list.flatMap((id) => numbers.get(id) ?? []);
    const nodes = [...numbers.keys()].map((id) =>
      renumbered((this.#known[id] as Known).node, renumber),
    );
    return { nodes, ids: ids.map(renumber) };
  }
}

export const edgesOf = ({ fields, items, keys, values, entries }: TypeNode): number[] => [
  ...Object.values(fields ?? {}).flat(),
  ...(items ?? []),
  ...(keys ?? []),
  ...(values ?? []),
  ...(entries ?? []),
];

function renumbered(node: TypeNode, renumber: (list: readonly number[]) => number[]): TypeNode {
  const { type, target, is, fields = {}, items, keys, values, entries } = node;
  const kept = Object.entries(fields).map(([name, to]) => [name, renumber(to)] as const);
  const lists = Object.entries({ items, keys, values, entries }).map(
    ([name, to]) => [name, renumber(to ?? [])] as const,
  );
  const reaching = kept.filter(([, to]) => to.length > 0);
  return {
    type,
    ...(target !== undefined && { target }),
    ...(is && { is }),
    ...(reaching.length > 0 && { fields: Object.fromEntries(reaching) }),
    ...Object.fromEntries(lists.filter(([, to]) => to.length > 0)),
  };
}
