import type { Diagnostic } from '../../protocol/diagnostics.js';
import type {
  BindingEntry,
  ClassEntry,
  FrameChoice,
  FunctionEntry,
  ModulePlan,
  PlanPlace,
  PointEntry,
  StatementEntry,
  UpdatePlan,
  VariableEntry,
} from '../../protocol/plan.js';

/** A plan as a person reads it: what becomes of each module, then what is open. */
export function describePlan(plan: UpdatePlan, diagnostics: readonly Diagnostic[]): string {
  const findings = diagnostics.map(({ severity, code, message, line }) => {
    const where = line === null ? '' : ` line ${line}`;
    return `${severity} ${code}${where}: ${message}`;
  });
  return [...plan.modules.flatMap(moduleLines), ...findings].join('\n');
}

function moduleLines(module: ModulePlan): string[] {
  const sections: [string, string[]][] = [
    ['functions', module.functions.map(functionLine)],
    ['activations', module.points.filter(isTelling).map(pointLine)],
    ['decided ranges', module.ranges.map((r) => `in ${r.within}: ${choiceText(r.override)}`)],
    ['variables', module.variables.map(variableLine)],
    ['classes', module.classes.map(classLine)],
    ['module variables', module.bindings.map(bindingLine)],
    ['imports', module.imports.map(({ name, change }) => `${SIGN[change]} ${name}`)],
    ['exports', module.exports.map(({ name, change }) => `${SIGN[change]} ${name}`)],
    ['top-level statements', module.statements.map(statementLine)],
  ];
  const lines = sections
    .filter(([, items]) => items.length > 0)
    .flatMap(([title, items]) => [`  ${title}`, ...items.map((item) => `    ${item}`)]);
  return [module.file, ...lines];
}

const SIGN = { added: '+', removed: '-' } as const;

/** Activations that stay where they are, in code that is the same, need no line. */
const isTelling = ({ from, to, how, asks, override }: PointEntry): boolean =>
  asks || override !== undefined || how !== 'exact' || from.at !== to?.at || to.file !== undefined;

const sure = (confidence: number): string =>
  confidence >= 1 ? '' : ` (${Math.round(confidence * 100)} %)`;

function functionLine({
  old,
  now,
  change,
  host,
  elsewhere,
  confidence,
  reason,
  override,
}: FunctionEntry): string {
  const decided = override === undefined ? '' : ` → decided: ${override.now ?? 'none'}`;
  const name = now ?? old ?? '';
  switch (change) {
    case 'added':
      return `+ ${name}`;
    case 'removed':
      return `- ${name}${decided}`;
    case 'changed':
      return `~ ${name}${decided}`;
    case 'renamed':
      return `~ ${old} → ${now}: ${reason}${sure(confidence)}${decided}`;
    case 'moved':
      return `${wayText(elsewhere, old, now, elsewhere?.function)}: ${reason}${sure(confidence)}`;
    case 'extracted':
      return `+ ${name}, taken out of ${host ?? ''}`;
    case 'inlined':
      return `- ${name}, put into ${host ?? ''}${decided}`;
  }
}

/** `- work → worker.mjs`, or `+ work ← main.mjs`, with its name there where it is another. */
function wayText(
  elsewhere: { file: string } | undefined,
  old: string | undefined,
  now: string | undefined,
  there = '',
): string {
  const name = old ?? now ?? '';
  const [sign, arrow] = old === undefined ? ['+', '←'] : ['-', '→'];
  const other = there === name ? '' : ` (${there})`;
  return `${sign} ${name} ${arrow} ${elsewhere?.file ?? ''}${other}`;
}

function pointLine(entry: PointEntry): string {
  const { from, to, how, activations, confidence, reason, asks, override } = entry;
  const target =
    entry.frames === undefined
      ? to === undefined
        ? 'no place'
        : placeText(to, from.function)
      : entry.frames.map((frame) => placeText(frame, '')).join(', in it ');
  const joined = entry.joinsCaller === true ? ', as one frame' : '';
  const where = `${activations}× ${from.function} line ${from.line}, ${from.at}`;
  const mark = asks ? '? ' : '';
  const decided = override === undefined ? '' : `; decided: ${choiceText(override)}`;
  return `${mark}${where} → ${target}${joined}, ${how}: ${reason}${sure(confidence)}${decided}`;
}

/** @param from the function that need not be named */
const placeText = ({ function: fn, at, file, line }: PlanPlace, from: string): string =>
  `${fn === from ? '' : `${fn} `}${at} (${file === undefined ? '' : `${file} `}line ${line})`;

function choiceText(choice: FrameChoice): string {
  switch (choice.do) {
    case 'resume':
      return `resume at ${choice.function} ${choice.at}`;
    case 'restart':
      return 'restart';
    case 'return':
    case 'throw':
      return `${choice.do} ${choice.value}`;
    case 'finish-old':
      return 'finish in the old code';
  }
}

function variableLine({ function: fn, name, from, reason, asks, override }: VariableEntry): string {
  const source = {
    kept: () => (from.kind === 'kept' ? `is ${from.old.split('@')[0] ?? ''}` : ''),
    initialiser: () => 'gets its initialiser’s value',
    expression: () => (from.kind === 'expression' ? `is ${from.text}` : ''),
    position: () => (from.kind === 'position' ? `is how far the loop over ${from.list} is` : ''),
    question: () =>
      from.kind === 'question' && from.proposed !== undefined
        ? `needs a value; proposed: ${from.proposed}`
        : 'needs a value',
  }[from.kind]();
  const decided = override === undefined ? '' : `; decided: ${override.value}`;
  return `${asks ? '? ' : ''}${name} of ${fn} ${source}: ${reason}${decided}`;
}

function classLine(entry: ClassEntry): string {
  const { old, now, change, elsewhere, members, superclass, override } = entry;
  if (change === 'moved') return wayText(elsewhere, old, now, elsewhere?.class);
  const name = change === 'renamed' ? `${old} → ${now}` : (now ?? old ?? '');
  const sign = change === 'added' || change === 'removed' ? SIGN[change] : '~';
  const parts = members.map((member) => {
    if (member.change === 'renamed') return `${member.from} → ${member.name}`;
    return `${SIGN[member.change]}${member.name}`;
  });
  if (superclass) parts.push(`extends ${superclass.old} → ${superclass.now}`);
  const decided = override === undefined ? '' : '; instances are transformed';
  return `${sign} ${name}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${decided}`;
}

function bindingLine(entry: BindingEntry): string {
  const { name, from, change, elsewhere, reason, override } = entry;
  if (change === 'moved') {
    const isGone = elsewhere?.side === 'to';
    const names = [isGone ? name : undefined, isGone ? undefined : name] as const;
    return `${wayText(elsewhere, ...names, elsewhere?.name)}: ${reason}`;
  }
  const title = change === 'renamed' ? `${from} → ${name}` : `${name} ${change}`;
  return `${title}: ${reason}${override === undefined ? '' : `; decided: ${decisionText(override)}`}`;
}

function decisionText(override: NonNullable<BindingEntry['override']>): string {
  if ('value' in override) return override.value;
  if ('keep' in override) return override.keep ? 'keep its value' : 'evaluate its initialiser';
  return 'transform its value';
}

function statementLine({ text, line, change, run, override }: StatementEntry): string {
  const runs = override?.run ?? run;
  return `${change} (line ${line}), ${runs ? 'runs now' : 'does not run'}: ${text}`;
}
