import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  modelSource,
  type FullSourceModel,
  type FunctionModel,
  type Node,
  type Point,
} from '../../program-model/model/index.js';
import { inferCorrespondence, type Correspondence, type PointMatch } from './index.js';

// Active statements are marked as in Roslyn's tests: `<AS:0>work();</AS:0>`. In the new version the
// tag says how the statement was found when it is not at the same place: `<AS:0 moved>`, or
// `<AS:0 guess>` around the statement in front of which execution goes on, with nothing inside when
// that is the end of a block. A statement without a tag in the new version is lost.

const ROOT = fileURLToPath(new URL('fixtures/', import.meta.url));
const TAG = /<AS:(\d+)>|<\/AS:(\d+)>/g;

interface Marked {
  text: string;
  /** Start and end of each active statement in the bare text. */
  spans: Map<number, [number, number]>;
}

function unmark(source: string): Marked {
  const spans = new Map<number, [number, number]>();
  const starts = new Map<number, number>();
  let text = '';
  let at = 0;
  for (const match of source.matchAll(TAG)) {
    text += source.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[1] !== undefined) starts.set(Number(match[1]), text.length);
    else spans.set(Number(match[2]), [starts.get(Number(match[2])) ?? -1, text.length]);
  }
  return { text: text + source.slice(at), spans };
}

const bare = (source: string): string => source.replace(/<AS:\d+[^>]*>|<\/AS:\d+>/g, '');

const model = (text: string): FullSourceModel =>
  modelSource({ id: '/fixture.js', text, format: 'module' });

const RANK = ['await', 'yield', 'call', 'new', 'tag', 'super', 'loop', 'catch', 'after'];

/** The point that an activation in the marked statement stands at: its wait, else its call. */
function activePoint(old: FullSourceModel, [start, end]: [number, number]): [FunctionModel, Point] {
  const inside = old.functions.flatMap((fn) =>
    fn.points
      .filter((p) => p.kind !== 'entry' && p.start >= start && p.end <= end)
      .map((point): [FunctionModel, Point] => [fn, point]),
  );
  const rank = ([, p]: [FunctionModel, Point]): number => RANK.indexOf(p.kind);
  const [found] = inside.sort((x, y) => rank(x) - rank(y) || x[1].start - y[1].start);
  if (found === undefined) throw new Error('no continuation point in the marked statement');
  return found;
}

/** The statement around a node; the node itself where it is one. */
function statementOf(node: Node): Node {
  let at: Node = node;
  while (at.parent && !isListed(at)) at = at.parent;
  return at.parent ? at : node;
}

const isListed = (node: Node): boolean =>
  node.parent?.type === 'BlockStatement' ||
  node.parent?.type === 'Program' ||
  (node.parent?.type === 'SwitchCase' && node.parent.test !== node) ||
  (node.parent?.type === 'IfStatement' && node.parent.test !== node);

/** The new text with a tag where an activation goes on. */
function marksOf(c: Correspondence, match: PointMatch, id: number): [number, number, string][] {
  if (match.key === undefined || match.node === undefined) return [];
  const how = match.how === 'exact' ? '' : ` ${match.how}`;
  if (match.key.startsWith('end@')) {
    const { node } = match;
    const isBraced = c.now.text[node.end - 1] === '}';
    const at = isBraced ? c.now.text.slice(0, node.end - 1).trimEnd().length : node.end;
    return [[at, at, `<AS:${id}${how}></AS:${id}>`]];
  }
  const { start, end } = statementOf(match.node);
  return [
    [start, end, `<AS:${id}${how}>`],
    [end, start, `</AS:${id}>`],
  ];
}

function tagged(c: Correspondence, spans: Marked['spans']): string {
  const marks: [number, number, string][] = [];
  for (const [id, span] of spans) {
    const [fn, point] = activePoint(c.old as FullSourceModel, span);
    marks.push(...marksOf(c, c.mapPoint(fn.index, point), id));
  }
  // From the end, so that offsets stay right; at one offset, closing tags come first in the text.
  const isClosing = ([, , tag]: [number, number, string]): number => (tag.startsWith('</') ? 0 : 1);
  marks.sort((x, y) => y[0] - x[0] || isClosing(y) - isClosing(x));
  let { text } = c.now;
  for (const [at, , tag] of marks) text = text.slice(0, at) + tag + text.slice(at);
  return text;
}

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

const kinds = folders(ROOT);

it('has its fixtures', () => {
  const pairs = kinds.flatMap((kind) => folders(`${ROOT}${kind}`));
  expect(pairs.length).toBeGreaterThanOrEqual(300);
});

describe.each(kinds)('%s', (kind) => {
  it.each(folders(`${ROOT}${kind}`))('%s', async (name) => {
    const oldFile = `${ROOT}${kind}/${name}/old.js`;
    const newFile = `${ROOT}${kind}/${name}/new.js`;
    expect([oldFile, newFile].filter((file) => !existsSync(file))).toEqual([]);
    const { text, spans } = unmark(readFileSync(oldFile, 'utf8'));
    expect(spans.size).toBeGreaterThan(0);
    const c = inferCorrespondence(model(text), model(bare(readFileSync(newFile, 'utf8'))));
    await expect(tagged(c, spans)).toMatchFileSnapshot(newFile);
  });
});
