import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  functionLabel,
  inferAcross,
  pointLabels,
  variableLabels,
  type Correspondence,
  type FunctionMatch,
} from '../../../language-server/inference/index.js';
import {
  ASK_BELOW,
  placeOf,
  textLines,
  type LineOf,
} from '../../../language-server/planning/index.js';
import type { FunctionModel } from '../../../program-model/model/index.js';
import { modelText } from '../corpus.js';
import { scripts } from './scripts.js';

/** What the inference says of one thing of the old release. */
export interface Answer {
  file: string;
  kind: 'function' | 'point' | 'local';
  /** The old function, or for a local the new one. */
  function: string;
  /** The point or variable; '' for a function. */
  name: string;
  /** Where it is now: for a local, where its value comes from; '' when it is nowhere. */
  now: string;
  /** It is mapped, and nothing is asked. */
  isMapped: boolean;
  confidence: number;
  oldLine: number;
  nowLine: number;
}

/** All answers about the functions of a package that another release changes. */
export function answersBetween(old: string, now: string, files: readonly string[]): Answer[] {
  const names = [...new Set([...scripts(old, files), ...scripts(now, files)])].sort();
  const changes = names.flatMap((id) => {
    const [before, after] = [read(old, id), read(now, id)];
    if (before === after) return [];
    const from = before === undefined ? undefined : modelText(before);
    const to = after === undefined ? undefined : modelText(after);
    return [{ id, ...(from && { old: from }), ...(to && { now: to }) }];
  });
  const program = inferAcross(changes);
  return [
    ...program.files.flatMap(({ old: id, correspondence }) => answersOf(id, correspondence)),
    ...program.moved.flatMap(({ from, to, correspondence }) =>
      answersOf(`${from} → ${to}`, correspondence, true),
    ),
  ];
}

function read(folder: string, file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return undefined;
  }
}

/** Of code that went to another file, only what is there; what left a file is said with the other. */
function answersOf(file: string, c: Correspondence, isMoved = false): Answer[] {
  return c.functions.flatMap((match) => {
    const fn = c.old.functions[match.old ?? -1];
    if (!fn || fn.index === 0 || !match.changed) return [];
    if (isMoved ? match.now === undefined : match.elsewhere !== undefined) return [];
    const texts: Texts = { file, c, old: textLines(c.old.text), now: textLines(c.now.text) };
    return [
      functionAnswer(texts, match, fn),
      ...pointAnswers(texts, fn),
      ...localAnswers(texts, fn, c.now.functions[match.now ?? -1]),
    ];
  });
}

interface Texts {
  file: string;
  c: Correspondence;
  /** 1-based lines. */
  old: LineOf;
  now: LineOf;
}

function functionAnswer(
  { file, c, old, now }: Texts,
  match: FunctionMatch,
  fn: FunctionModel,
): Answer {
  const to = c.now.functions[match.now ?? match.host ?? -1];
  const inside = match.now === undefined ? 'inside ' : '';
  return {
    file,
    kind: 'function',
    function: functionLabel(fn),
    name: '',
    now: to ? `${inside}${functionLabel(to)}` : '',
    isMapped: to !== undefined && match.confidence >= ASK_BELOW,
    confidence: match.confidence,
    oldLine: old(fn.start),
    nowLine: to ? now(to.start) : 0,
  };
}

function pointAnswers({ file, c, old, now }: Texts, fn: FunctionModel): Answer[] {
  const labels = pointLabels(c.old.text, fn);
  return fn.points.map((point): Answer => {
    const { how, confidence, ...match } = c.mapPoint(fn.index, point);
    const place = placeOf(c.now, { how, confidence, ...match }, now);
    return {
      file,
      kind: 'point',
      function: functionLabel(fn),
      name: labels.get(point) ?? point.kind,
      now: place ? `${place.function}: ${place.at}` : '',
      isMapped: (how === 'exact' || how === 'moved') && confidence >= ASK_BELOW,
      confidence,
      oldLine: old(point.node.start),
      nowLine: place?.line ?? 0,
    };
  });
}

function localAnswers(
  { file, c, old, now }: Texts,
  fn: FunctionModel,
  target: FunctionModel | undefined,
): Answer[] {
  if (!target) return [];
  const names = variableLabels(target);
  const before = new Map(
    [...variableLabels(fn)].map(([variable, name]) => [variable.key, { variable, name }]),
  );
  return c.mapVariables(fn.index, target.index).flatMap(({ now: key, from, confidence }) => {
    const variable = target.variables.find((own) => own.key === key);
    if (!variable) return [];
    const was = from.kind === 'kept' ? before.get(from.old) : undefined;
    const source = from.kind === 'kept' ? 'is of a function around' : from.kind;
    const answer: Answer = {
      file,
      kind: 'local',
      function: functionLabel(target),
      name: names.get(variable) ?? variable.name,
      now: was ? `is ${was.name}` : source,
      isMapped: from.kind !== 'question' && confidence >= ASK_BELOW,
      confidence,
      oldLine: was ? old(was.variable.offset) : 0,
      nowLine: now(variable.offset),
    };
    return [answer];
  });
}
