import type { ClassNode, FunctionNode, Node } from '../estree.js';
import { ModuleParser, parserOptions, type ModuleFormat } from '../parse.js';
import type { FunctionModel } from '../types.js';

// The flags of acorn's scopes, by which its parser knows where it is (acorn/src/scopeflags.js).
const FUNCTION = 2;
const ASYNC = 4;
const GENERATOR = 8;
const ARROW = 16;
const SUPER = 64;
const DIRECT_SUPER = 128;
const STATIC_BLOCK = 256;
const FIELD = 512;

/** What is used of acorn's parser beyond what it publishes. */
interface Parser {
  pos: number;
  strict: boolean;
  privateNameStack: { declared: Record<string, string>; used: { name: string }[] }[];
  enterScope(flags: number): void;
  nextToken(): void;
  parseExprAtom(): Node;
  parseMaybeAssign(): Node;
  parseMethod(isGenerator: boolean, isAsync: boolean, allowDirectSuper: boolean): Node;
}

/** A function of a text, and where it stands. */
export interface Place {
  format: ModuleFormat;
  fn: FunctionModel;
  /** Its node, or that in the text before. */
  old: FunctionNode;
  /** The functions around it, innermost first. */
  around: readonly FunctionModel[];
  /** The code around it is strict. */
  isStrict: boolean;
  start: number;
  end: number;
}

/**
 * Parses a function of a text where it stands.
 *
 * @returns undefined when the text there is not that function, or does not parse
 */
export function reparse(text: string, place: Place): FunctionNode | undefined {
  const { format, fn, old, around, isStrict, start, end } = place;
  const parser = Reflect.construct(ModuleParser, [parserOptions(format), text]) as Parser;
  parser.pos = start;
  parser.strict = isStrict;
  const names = privateNamesAround(old);
  parser.privateNameStack = [{ declared: {}, used: [] }];
  for (const outer of [...around].reverse()) parser.enterScope(flagsOf(outer));
  const node = parseAs(parser, fn, old);
  if (node?.end !== end) return undefined;
  const [{ used } = { used: [] }] = parser.privateNameStack;
  if (!used.every(({ name }) => names.has(name))) return undefined;
  // An anonymous default export is a declaration too.
  if (old.type === 'FunctionDeclaration') node.type = old.type;
  return node.type === old.type ? node : undefined;
}

function parseAs(parser: Parser, fn: FunctionModel, old: FunctionNode): Node | undefined {
  try {
    parser.nextToken();
    if (isMethod(fn)) return parser.parseMethod(fn.generator, fn.async, fn.derived);
    return fn.kind === 'arrow' ? parser.parseMaybeAssign() : parser.parseExprAtom();
  } catch {
    return undefined; // Parsing the whole text tells why.
  }

  /** Its node begins at the parameters. */
  function isMethod({ kind }: FunctionModel): boolean {
    const { parent } = old;
    if (parent?.type !== 'MethodDefinition' && parent?.type !== 'Property') return false;
    return kind !== 'function' && kind !== 'arrow' && parent.value === old;
  }
}

function flagsOf({ kind, async, generator, derived, index }: FunctionModel): number {
  const own = FUNCTION | (async ? ASYNC : 0) | (generator ? GENERATOR : 0);
  switch (kind) {
    case 'arrow':
      return own | ARROW;
    case 'method':
    case 'getter':
    case 'setter':
      return own | SUPER;
    case 'constructor':
      return own | SUPER | (derived ? DIRECT_SUPER : 0);
    case 'field':
      return FIELD | SUPER;
    case 'static-block':
      return STATIC_BLOCK | SUPER;
    default:
      return index === 0 ? 0 : own;
  }
}

/** The private names that the classes around a node declare. */
function privateNamesAround(node: Node): Set<string> {
  const names = new Set<string>();
  for (let at: Node | null = node; at; at = at.parent) {
    if (at.type !== 'ClassBody') continue;
    for (const member of (at.parent as ClassNode).body.body) {
      if (member.type === 'StaticBlock' || member.key.type !== 'PrivateIdentifier') continue;
      names.add(member.key.name);
    }
  }
  return names;
}
