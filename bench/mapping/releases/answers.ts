import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inferAcross, type Correspondence } from '../../../language-server/inference/index.js';
import {
  functionLabel,
  pointLabels,
  variableLabels,
} from '../../../language-server/inference/index.js';
import { ASK_BELOW, placeOf, textLines } from '../../../language-server/planning/index.js';
import type { FullSourceModel } from '../../../program-model/model/index.js';
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

function answersOf(file: string, c: Correspondence, isMoved = false): Answer[] {
  const from = c.old as FullSourceModel;
  const lines = { old: textLines(c.old.text), now: textLines(c.now.text) };
  const answers: Answer[] = [];
  for (const match of c.functions) {
    const fn = from.functions[match.old ?? -1];
    if (!fn || fn.index === 0 || !match.changed) continue;
    if (isMoved && match.now === undefined) continue; // said in its own file
    if (!isMoved && match.elsewhere !== undefined) continue; // said with the other file
    const to = c.now.functions[match.now ?? match.host ?? -1];
    const isAsked = match.confidence < ASK_BELOW;
    answers.push({
      file,
      kind: 'function',
      function: functionLabel(fn),
      name: '',
      now: to ? `${match.now === undefined ? 'inside ' : ''}${functionLabel(to)}` : '',
      isMapped: to !== undefined && !isAsked,
      confidence: match.confidence,
      oldLine: lines.old(fn.start),
      nowLine: to ? lines.now(to.start) : 0,
    });
    const labels = pointLabels(c.old.text, fn);
    for (const point of fn.points) {
      const found = c.mapPoint(fn.index, point);
      const place = placeOf(c.now, found, lines.now);
      const isSure = found.confidence >= ASK_BELOW;
      answers.push({
        file,
        kind: 'point',
        function: functionLabel(fn),
        name: labels.get(point) ?? point.kind,
        now: place ? `${place.function}: ${place.at}` : '',
        isMapped: (found.how === 'exact' || found.how === 'moved') && isSure,
        confidence: found.confidence,
        oldLine: lines.old(point.node.start),
        nowLine: place?.line ?? 0,
      });
    }
    const target = c.now.functions[match.now ?? -1];
    if (!target) continue;
    const names = variableLabels(target);
    const before = new Map(
      [...variableLabels(fn)].map(([variable, name]) => [variable.key, { variable, name }]),
    );
    for (const { now: key, from: source, confidence } of c.mapVariables(fn.index, target.index)) {
      const variable = target.variables.find((own) => own.key === key);
      if (!variable) continue;
      const was = source.kind === 'kept' ? before.get(source.old) : undefined;
      answers.push({
        file,
        kind: 'local',
        function: functionLabel(target),
        name: names.get(variable) ?? variable.name,
        now: was
          ? `is ${was.name}`
          : source.kind === 'kept'
            ? 'is of a function around'
            : source.kind,
        isMapped: source.kind !== 'question' && confidence >= ASK_BELOW,
        confidence,
        oldLine: was ? lines.old(was.variable.offset) : 0,
        nowLine: lines.now(variable.offset),
      });
    }
  }
  return answers;
}
