import type { Range } from 'vscode-languageserver-protocol';
import type { FunctionModel } from '../../../program-model/model/index.js';
import {
  alreadyRun,
  closureLacks,
  functionGone,
  functionGuessed,
  positionGuessed,
  positionLost,
  statementRuns,
  valueNeeded,
  type Diagnostic,
  type Place,
} from '../../../protocol/diagnostics.js';
import type { ModulePlan, PointEntry, VariableEntry } from '../../../protocol/plan.js';
import { variableLabels } from '../../inference/index.js';
import type { ClosureNeed } from '../../planning/index.js';
import { isOpen } from './active.js';
import { byLabel, type Sides } from './functions.js';
import { lineNow } from './hunks.js';
import { placesNear } from './places.js';
import { judgeShape } from './shape.js';
import type { Finding, Fix, FunctionView, Hunk } from './types.js';

export interface FindingsInput {
  plan: ModulePlan;
  sides: Sides;
  functions: readonly FunctionView[];
  hunks: readonly Hunk[];
  /** Where each of the plan's points is in the document. */
  landings: readonly (Range | null)[];
  /** What functions made before the update have not kept. */
  needs: readonly ClosureNeed[];
}

/** What the developer is to decide, and what will not take effect as it stands. */
export function findFindings(input: FindingsInput): Finding[] {
  const judge = new Judge(input);
  return [
    ...input.plan.points.flatMap((entry, i) => judge.point(entry, input.landings[i] ?? null)),
    ...input.plan.variables.flatMap((entry) => judge.variable(entry)),
    ...judge.functions(),
    ...judge.statements(),
    ...judge.bindings(),
    ...judgeShape(input, (line) => judge.line(line)),
  ];
}

class Judge {
  readonly #old: Map<string, FunctionModel>;
  readonly #now: Map<string, FunctionModel>;

  constructor(readonly input: FindingsInput) {
    this.#old = byLabel(input.sides.old.model);
    this.#now = byLabel(input.sides.now.model);
  }

  /** The text on a 1-based line of the document. */
  line(line: number): Range {
    const { lines } = this.input.sides.now.map;
    return { start: lines.startOf(line - 1), end: lines.endOf(line - 1) };
  }

  point(entry: PointEntry, landing: Range | null): Finding[] {
    if (!isOpen(entry)) return [];
    const { from, to, how, reason } = entry;
    const isLost = to === undefined || how === 'lost';
    const range = landing ?? this.line(this.#lineOf(from.line));
    const place = this.#place(range.start.line + 1);
    const diagnostic = isLost
      ? positionLost(place, from.function, reason)
      : positionGuessed(place, from.function, reason);
    // A guess that the update asks about is as good as none.
    const asked: Diagnostic = entry.asks ? { ...diagnostic, severity: 'error' } : diagnostic;
    return [this.#finding(asked, range, this.#pointFix(entry, place.line))];
  }

  #pointFix({ from, to }: PointEntry, line: number): Fix {
    const { now } = this.input.sides;
    const heir = this.input.functions.find(({ entry }) => entry.old === from.function)?.entry;
    const target = to?.function ?? heir?.now ?? (heir ? undefined : from.function);
    const fn = target === undefined ? undefined : this.#now.get(target);
    const added = this.input.plan.functions.filter(
      ({ change }) => change === 'added' || change === 'extracted',
    );
    const others = added.flatMap(({ now: name }) => this.#now.get(name ?? '') ?? []);
    const places = (fn ? [fn] : others).flatMap((each) => placesNear(now, each, line)).slice(0, 8);
    const { function: name, at } = from;
    return { kind: 'point', from: { function: name, at }, places, canRestart: fn !== undefined };
  }

  variable(entry: VariableEntry): Finding[] {
    if (!entry.asks || entry.override) return [];
    const { function: name, from, reason } = entry;
    const fn = this.#now.get(name);
    const labels = fn ? [...variableLabels(fn)] : [];
    const variable = labels.find(([, label]) => label === entry.name)?.[0];
    const range = variable
      ? this.input.sides.now.map.name(variable.offset, variable.name)
      : this.line(entry.line);
    const proposed = from.kind === 'question' ? (from.proposed ?? null) : null;
    const why = from.kind === 'question' ? from.why : reason;
    const place = { file: this.input.plan.file, line: range.start.line + 1 };
    const isLacking = this.input.needs.some(
      (need) => need.fn === fn?.index && need.variable.name === entry.name && need.why === why,
    );
    // Whether there are such functions, the program is asked when the update is applied.
    const diagnostic: Diagnostic = isLacking
      ? { ...closureLacks(place, name, entry.name), severity: 'warning' }
      : valueNeeded(place, `${entry.name} (${name})`, why, proposed ?? 'undefined');
    return [
      this.#finding(diagnostic, range, {
        kind: 'variable',
        function: name,
        name: entry.name,
        proposed,
      }),
    ];
  }

  functions(): Finding[] {
    return this.input.functions.flatMap(({ entry, name, frames, suspended }) => {
      const { old, now, change, asks, reason, override } = entry;
      if (change === 'removed' && old !== undefined && frames + suspended === 0) {
        const line = this.#lineOf(this.input.sides.old.map.lineOf(this.#old.get(old)?.start ?? 0));
        return [this.#finding(functionGone(this.#place(line), old), this.line(line), null)];
      }
      if (!asks || override || old === undefined || now === undefined || !name) return [];
      const place = this.#place(name.start.line + 1);
      return [
        this.#finding(functionGuessed(place, now, reason), name, { kind: 'function', old, now }),
      ];
    });
  }

  statements(): Finding[] {
    return this.input.plan.statements.flatMap(({ change, line, text, override }) => {
      if (change === 'added') {
        if (override) return [];
        const fix: Fix = { kind: 'statement', text, run: true };
        return [this.#finding(statementRuns(this.#place(line)), this.line(line), fix)];
      }
      const at = change === 'removed' ? this.#lineOf(line) : line;
      const what =
        change === 'removed' ? 'A removed top-level statement' : 'This top-level statement';
      return [this.#finding(alreadyRun(this.#place(at), what), this.line(at), null)];
    });
  }

  bindings(): Finding[] {
    return this.input.plan.bindings.flatMap(({ change, name, line, override, skeleton }) => {
      if (change !== 'kept' || override) return [];
      const fix: Fix = { kind: 'binding', name, skeleton: skeleton ?? null };
      return [
        this.#finding(
          alreadyRun(this.#place(line), `The initialiser of ${name}`),
          this.line(line),
          fix,
        ),
      ];
    });
  }

  #place = (line: number): Required<Place> => ({ file: this.input.plan.file, line });

  #finding(diagnostic: Diagnostic, range: Range, fix: Fix | null): Finding {
    return { diagnostic, range, fix };
  }

  /** The 1-based line that an old one became. */
  #lineOf(oldLine: number): number {
    const line = lineNow(this.input.hunks, oldLine - 1);
    return Math.min(line, this.input.sides.now.map.lines.count - 1) + 1;
  }
}
