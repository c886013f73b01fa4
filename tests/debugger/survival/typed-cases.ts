import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../../bench/mapping/random.js';
import { LineIndex } from '../../../runtime-agent/adapter/sources/line-index.js';
import type { BoundCase } from './bound-case.js';

type LineEdits = Record<string, (lines: string[], random: Random) => string[]>;

/** Edits of TypeScript by whole lines, so that it is known where each line went. */
export const lineEdits: LineEdits = {
  'insert above': (lines) => ['// One.', '// Two.', '', ...lines],
  'comments and types in between': (lines, random) =>
    lines.flatMap((line) =>
      /^ {2}(const|return|if) /.test(line) && random.chance(0.3) ? ['  // Why.', line] : [line],
    ),
  'move a function to the end': (lines) => {
    const start = lines.findIndex((line) => /^(export )?(async )?function /.test(line));
    const end = lines.findIndex((line, index) => index > start && line === '}');
    if (start < 0 || end < 0) return lines;
    return [...lines.slice(0, start), ...lines.slice(end + 1), '', ...lines.slice(start, end + 1)];
  },
  'statements in between': (lines, random) =>
    lines.flatMap((line) =>
      /^ {2}(const|let) .*;$/.test(line) && random.chance(0.3) ? [line, '  void 0;'] : [line],
    ),
};

/** The same, and those that no code is made of. */
export const typedEdits: LineEdits = {
  ...lineEdits,
  'add an interface and a type': (lines) =>
    [
      ...lines.slice(0, 2),
      'interface Added {\n  what: string;\n}'.split('\n'),
      'type Both = Added & { more?: number };',
      ...lines.slice(2),
    ].flat(),
};

const statement = /^ +(const|let|return|throw|yield|for|switch|[\w.[\]]+ [+*]?= |[\w.]+\(.*;$)/;

/** The edits of the TypeScript program whose every statement runs. */
export function* typedCases(random: Random): Generator<BoundCase> {
  const old = readFileSync(join(import.meta.dirname, 'fixtures/typed.ts'), 'utf8');
  const lines = old.split('\n');
  for (;;) {
    for (const [edit, change] of Object.entries(typedEdits)) {
      const edited = change([...lines], random);
      const now = edited.join('\n');
      if (now === old) continue;
      const index = new LineIndex(now);
      const marked = lines.flatMap((line, at) => {
        // A line that occurs twice cannot be told from its double here.
        if (!statement.test(line) || lines.filter((other) => other === line).length > 1) return [];
        const expected = edited.indexOf(line) + 1;
        const column = line.search(/\S/) + 1;
        return [
          {
            ...{ line: at + 1, column },
            places: [index.offset({ line: expected, column })],
            isGone: false,
            byLine: expected === at + 1,
          },
        ];
      });
      yield {
        ...{ edit: `TypeScript: ${edit}`, file: 'lib/typed.ts', old, now, marked },
        statements: [],
        offset: (at) => index.offset(at),
      };
    }
  }
}
