import type TypeScript from 'typescript';
import { containerOf, propertyType } from './kinds.js';
import type { TypedProject } from './programs.js';

type Type = TypeScript.Type;

/** A type of each version. */
interface Pair {
  old: Type;
  now: Type;
}

/**
 * Tells whether values of an old type are values of a new one. The two come from different checkers,
 * so they are compared by what they are made of. Named types of the project that have the same name
 * on both sides count as the same inside of others: what changed in them is said of them alone.
 * Where the old type says nothing (`any`), nothing speaks against the new one.
 */
export class Acceptance {
  /** Pairs under comparison, or found to fit: a type may contain itself. */
  readonly #known = new Map<Type, Set<Type>>();

  constructor(
    readonly project: TypedProject,
    /** Compares named types inside of others too. */
    readonly isDeep = false,
  ) {}

  /** @param isTop the types themselves are compared, though they may have the same name */
  accepts(old: Type, now: Type, isTop = true): boolean {
    const { TypeFlags } = this.project.ts;
    if (now.flags & (TypeFlags.Any | TypeFlags.Unknown)) return true;
    if (old.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never)) return true;
    if ((old.flags | now.flags) & TypeFlags.Instantiable) return true; // as its arguments are
    if (!isTop && !this.isDeep && this.#isSameName({ old, now })) return true;
    const seen = this.#known.get(old) ?? new Set();
    this.#known.set(old, seen);
    if (seen.has(now)) return true;
    seen.add(now);
    const isAccepted = this.#compare({ old, now });
    if (!isAccepted) seen.delete(now);
    return isAccepted;
  }

  #compare({ old, now }: Pair): boolean {
    if (old.isUnion()) return old.types.every((part) => this.accepts(part, now, false));
    if (now.isUnion()) return now.types.some((part) => this.accepts(old, part, false));
    if (isPrimitive(this.project, old) || isPrimitive(this.project, now)) {
      return this.#primitive({ old, now });
    }
    if (now.flags & this.project.ts.TypeFlags.NonPrimitive) return true;
    return this.#object({ old, now });
  }

  #primitive({ old, now }: Pair): boolean {
    const { TypeFlags } = this.project.ts;
    if (old.isLiteral() && now.isLiteral()) {
      return JSON.stringify(old.value) === JSON.stringify(now.value);
    }
    const both = (flags: number, wide: number): boolean =>
      (old.flags & flags) !== 0 && (now.flags & wide) !== 0;
    if (both(TypeFlags.BooleanLiteral, TypeFlags.BooleanLiteral)) {
      const { old: before, now: after } = this.project;
      return before.checker.typeToString(old) === after.checker.typeToString(now);
    }
    const empty = TypeFlags.Undefined | TypeFlags.Void;
    return (
      both(TypeFlags.StringLike, TypeFlags.String) ||
      both(TypeFlags.NumberLike, TypeFlags.Number | TypeFlags.Enum) ||
      both(TypeFlags.BooleanLike, TypeFlags.Boolean) ||
      both(TypeFlags.BigIntLike, TypeFlags.BigInt) ||
      both(TypeFlags.ESSymbolLike, TypeFlags.ESSymbolLike) ||
      both(TypeFlags.TemplateLiteral, TypeFlags.TemplateLiteral) ||
      both(empty, empty) ||
      both(TypeFlags.Null, TypeFlags.Null)
    );
  }

  #object({ old, now }: Pair): boolean {
    const { project } = this;
    if (isCallable(now)) return isCallable(old);
    const [before, after] = [
      containerOf(project, project.old, old),
      containerOf(project, project.now, now),
    ];
    if (before || after) {
      if (before?.name !== after?.name) return false;
      return (before?.parts ?? []).every((part, at) => {
        const other = after?.parts[at];
        return other === undefined || this.accepts(part, other, false);
      });
    }
    if (isForeign(project, old) && isForeign(project, now)) {
      return old.symbol.name === now.symbol.name;
    }
    // An instance of another class has other methods.
    if (now.isClass() && old.symbol?.name !== now.symbol.name) return false;
    return now.getProperties().every((property) => this.#property({ old, now }, property.name));
  }

  #property({ old, now }: Pair, name: string): boolean {
    const { project } = this;
    const after = propertyType(project, project.now, now, name);
    if (!after || (after.isMethod && now.isClass())) return true;
    const before = propertyType(project, project.old, old, name);
    if (!before) return after.isOptional || admitsUndefined(project, after.type);
    return (
      (!before.isOptional || after.isOptional || admitsUndefined(project, after.type)) &&
      this.accepts(before.type, after.type, false)
    );
  }

  #isSameName({ old, now }: Pair): boolean {
    const [before, after] = [nameOf(old), nameOf(now)];
    if (!before || before.name !== after?.name) return false;
    const home = (symbol: TypeScript.Symbol): string | undefined =>
      symbol.declarations?.[0]?.getSourceFile().fileName;
    if (home(before) !== home(after)) return false;
    const { checker: o } = this.project.old;
    const { checker: n } = this.project.now;
    // `Page<Job>` and `Page<Task>` are not the same.
    return o.typeToString(old) === n.typeToString(now);
  }
}

/** The symbol of a type that has a name of its own. */
export function nameOf(type: Type): TypeScript.Symbol | undefined {
  const symbol = type.aliasSymbol ?? type.symbol;
  return symbol === undefined || symbol.name.startsWith('__') ? undefined : symbol;
}

const isCallable = (type: Type): boolean =>
  type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;

export function isPrimitive({ ts }: TypedProject, type: Type): boolean {
  return (
    (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive)) ===
    0
  );
}

/** Declared by a library, which an update does not change. */
export function isForeign(project: TypedProject, type: Type): boolean {
  const declared = (type.symbol as TypeScript.Symbol | undefined)?.declarations;
  return declared?.some((node) => !project.isOwn(node.getSourceFile())) === true;
}

function admitsUndefined({ ts }: TypedProject, type: Type): boolean {
  const { Any, Unknown, Undefined, Void } = ts.TypeFlags;
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (Any | Unknown | Undefined | Void)) !== 0);
}
