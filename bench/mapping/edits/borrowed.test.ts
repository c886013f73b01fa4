import { describe, expect, it } from 'vitest';
import type { EditContext } from '../context.js';
import { modelText } from '../corpus.js';
import { applyChanges, freshDoc, type Doc } from '../doc.js';
import { Random } from '../random.js';
import { makeTruth } from '../truth.js';
import { EDITS } from './index.js';

const STEP = 'list.forEach((item) => send(item));';
const HOST = 'function host(list) {\n  start(list);\n  ';
const first = `${HOST}${STEP}\n  stop(list);\n}\nfunction other(list) {\n  note(list);\n  stop(list);\n}\n`;
const at = first.indexOf(STEP);

/** The statement becomes a function of its own. */
const taken = applyChanges(freshDoc(first), [
  { start: at, end: at + STEP.length, pieces: ['step(list);'] },
  {
    start: 0,
    end: 0,
    pieces: ['function step(list) {\n  ', { from: [at, at + STEP.length] }, '\n}\n'],
  },
]);

/** What is put into `path` by borrowing, over many tries. */
function borrowed(doc: Doc, path: string): Set<string> {
  const model = modelText(doc.text);
  const fn = model?.functions.find((candidate) => candidate.path === path);
  if (!model || !fn) throw new Error(`no ${path}`);
  const { text, origin } = doc;
  const texts = new Set<string>();
  for (let seed = 1; seed < 60; seed++) {
    const c: EditContext = {
      model,
      text,
      fn,
      origin,
      random: new Random(seed),
      fresh: (stem) => stem,
    };
    const [piece] = EDITS.insertBorrowed?.(c)?.changes[0]?.pieces ?? [];
    if (typeof piece === 'string') texts.add(piece.trim());
  }
  return texts;
}

describe('a borrowed statement', () => {
  it('is one that the function has not, however it is laid out', () => {
    expect([...borrowed(freshDoc(first), 'host')]).toEqual(['note(list);;']);
    const spread = first.replace('stop(list);\n}\nfunction', 'stop(\n    list\n  );\n}\nfunction');
    expect([...borrowed(freshDoc(spread), 'host')]).toEqual(['note(list);;']);
  });

  it('is not one that was taken out of the function', () => {
    expect(borrowed(taken, 'other')).toContain(`${STEP};`);
    expect([...borrowed(taken, 'host')]).toEqual(['note(list);;']);
  });

  it('could not be told from what was taken out, were it put back', () => {
    const back = taken.text.indexOf('step(list);', taken.text.indexOf('host'));
    const copied = applyChanges(taken, [{ start: back, end: back, pieces: [STEP] }]);
    const made = applyChanges(freshDoc(first), [
      { start: at + STEP.length, end: at + STEP.length, pieces: ['step(list);'] },
      { start: 0, end: 0, pieces: [`function step(list) {\n  ${STEP}\n}\n`] },
    ]);
    expect(copied.text).toBe(made.text);
    // The same two texts, and two truths.
    const callback = (doc: Doc): string | undefined => {
      const [old, now] = [modelText(first), modelText(doc.text)];
      if (!old || !now) throw new Error('does not parse');
      const truth = makeTruth(old, now, doc.origin, {});
      const fn = old.functions.find(({ path }) => path.startsWith('host/'));
      return now.functions[truth.functions.get(fn?.index ?? -1) ?? -1]?.path.split('/')[0];
    };
    expect([callback(copied), callback(made)]).toEqual(['step', 'host']);
  });
});
