import { parse, type Node } from 'acorn';

/** Whether a value is a node of the syntax tree. */
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The offset behind the directives of a block. */
function afterDirectives(block: Node): number {
  const { body } = block as Node & { body: (Node & { directive?: string })[] };
  return body.findLast(({ directive }) => directive !== undefined)?.end ?? block.start + 1;
}

/** Where a statement can be inserted at the start of each function that has a block. */
function functionStarts(text: string, sourceType: 'module' | 'script'): number[] {
  const starts: number[] = [];
  const visit = (node: Node): void => {
    const { type } = node;
    for (const value of Object.values(node) as unknown[]) {
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (!isNode(child)) continue;
        const isBody = child.type === 'BlockStatement' && 'body' in node && node.body === child;
        if (isBody && /Function/.test(type)) starts.push(afterDirectives(child));
        visit(child);
      }
    }
  };
  visit(parse(text, { ecmaVersion: 'latest', sourceType, allowHashBang: true }));
  return starts.sort((a, b) => a - b);
}

/** A file some of whose functions are changed, in a way that keeps what they compute. */
export class EditableFile {
  readonly #text: string;
  readonly #starts: readonly number[];

  /** @throws {SyntaxError} when the text is no JavaScript */
  constructor(text: string) {
    this.#text = text;
    const isModule = /^(?:import|export)\b/m.test(text) || /\bexport\s*\{/.test(text);
    this.#starts = functionStarts(text, isModule ? 'module' : 'script');
  }

  /** The text with a statement inserted into one function, some way through the file (0 to 1). */
  withStatement(where: number, statement: string): string {
    const at = this.#starts[Math.floor(where * (this.#starts.length - 1))] ?? 0;
    return `${this.#text.slice(0, at)};${statement}${this.#text.slice(at)}`;
  }

  /**
   * The text as it is after update `update` of `updates` (from 0 on): each one has changed `functions`
   * more functions, evenly spread over the file.
   */
  touched(update: number, updates: number, functions: number): string {
    const perUpdate = Math.max(1, Math.min(functions, Math.floor(this.#starts.length / updates)));
    const total = perUpdate * updates;
    const chosen: { at: number; version: number }[] = [];
    for (let i = 0; i < total; i++) {
      const at = this.#starts[Math.floor((i * this.#starts.length) / total)];
      const version = i % updates;
      if (at !== undefined && version <= update) chosen.push({ at, version });
    }
    let text = '';
    let from = 0;
    for (const { at, version } of chosen) {
      text += `${this.#text.slice(from, at)};void ${version};`;
      from = at;
    }
    return text + this.#text.slice(from);
  }
}
