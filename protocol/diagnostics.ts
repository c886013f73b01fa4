/** How bad a diagnostic is: an `error` refuses the update, a `warning` or `info` only tells. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * One thing that the developer is told. `file` (absolute path) and `line` (1-based) are `null` where
 * the diagnostic is about no place in the sources.
 */
export interface Diagnostic {
  code: string;
  severity: Severity;
  file: string | null;
  line: number | null;
  message: string;
  hint: string;
}

/** A place in a source file: absolute path, 1-based line. */
export interface Place {
  file: string;
  line?: number;
}

/** An error that carries what the developer is to be told; `message` is the first diagnostic's. */
export class RestitchError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  /** Each bundle has this class, and errors go from one to another. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'RestitchError' && 'diagnostics' in value;
  }

  constructor(first: Diagnostic, ...more: Diagnostic[]) {
    super(first.message);
    this.name = 'RestitchError';
    this.diagnostics = [first, ...more];
  }

  get code(): string {
    return this.diagnostics[0]?.code ?? 'RS1999';
  }
}

function diagnostic(
  code: string,
  severity: Severity,
  place: Place | undefined,
  message: string,
  hint: string,
): Diagnostic {
  return { code, severity, file: place?.file ?? null, line: place?.line ?? null, message, hint };
}

// Sessions and the command line: RS10xx.

export function unknownSession(name: string, known: readonly string[]): Diagnostic {
  const hint =
    known.length === 0
      ? 'No session is running. Start one with: restitch run <entry>'
      : `Running sessions: ${known.join(', ')}`;
  return diagnostic('RS1002', 'error', undefined, `There is no session named ${name}.`, hint);
}

export function sessionSilent(name: string, ms: number): Diagnostic {
  return diagnostic(
    'RS1003',
    'error',
    undefined,
    `Session ${name} did not answer within ${ms} ms.`,
    'Nothing was changed by this command. Try again, or give it more time with --timeout.',
  );
}

export function sessionEnded(name: string): Diagnostic {
  return diagnostic(
    'RS1004',
    'error',
    undefined,
    `Session ${name} ended before it answered.`,
    'The program has exited: start it again with the new sources.',
  );
}

export function updateUnderWay(): Diagnostic {
  return diagnostic(
    'RS1005',
    'error',
    undefined,
    'Another update of this session is under way.',
    'Apply again when it is done.',
  );
}

export function unreadablePlan(file: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1006',
    'error',
    { file },
    `The plan cannot be read: ${reason}`,
    'Write a new one with: restitch plan NAME --out FILE',
  );
}

export function missingEntry(file: string): Diagnostic {
  return diagnostic(
    'RS1008',
    'error',
    { file },
    'There is no such program.',
    'Give the path of a .js, .mjs, .cjs, .ts, .mts or .cts file.',
  );
}

export function cannotAttach(target: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1020',
    'error',
    undefined,
    `The debugger cannot attach to ${target}: ${reason}`,
    'Start the program with: restitch run <entry>, or with node --inspect, and attach again.',
  );
}

export function noTerminal(console: string): Diagnostic {
  return diagnostic(
    'RS1021',
    'error',
    undefined,
    `The debug client cannot run a program in a terminal, as "console": "${console}" asks.`,
    'Leave out "console", or set it to "internalConsole".',
  );
}

export function cannotGoThere(place: Place, why: string): Diagnostic {
  return diagnostic(
    'RS1022',
    'error',
    place,
    `The program cannot go on there: ${why}.`,
    'It is stopped where it was. Choose another statement of the function, or step to a place from which it can.',
  );
}

/** @param what was asked about: `This frame` */
export function hasGoneOn(what: string): Diagnostic {
  return diagnostic(
    'RS1023',
    'error',
    undefined,
    `${what} is no longer there: the thread has gone on.`,
    'Ask again when the thread is stopped.',
  );
}

export function evaluationEnded(): Diagnostic {
  return diagnostic(
    'RS1024',
    'error',
    undefined,
    'The evaluation was ended before it came to its end.',
    'What it had done until then is done.',
  );
}

export function sessionHeld(name: string): Diagnostic {
  return diagnostic(
    'RS1025',
    'error',
    undefined,
    `Session ${name} has not begun to answer: its program starts, or a debugger has stopped it as it starts.`,
    'Nothing was changed by this command. Let the program go on in its debugger, and try again.',
  );
}

export function unsafeFolder(folder: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1009',
    'error',
    { file: folder },
    `The folder for session sockets cannot be used: ${reason}`,
    'It has to belong to you alone. Remove it, or set RESTITCH_RUNTIME_DIR to another folder.',
  );
}

export function internalError(what: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1010',
    'error',
    undefined,
    `${what} failed: ${reason}`,
    'This is a fault in Restitch; the program goes on as before.',
  );
}

// Sources: RS11xx.

export function sourceSyntax(place: Place, reason: string): Diagnostic {
  return diagnostic(
    'RS1101',
    'error',
    place,
    `The source does not parse: ${reason}`,
    'Correct the file and apply again.',
  );
}

export function typeScriptSyntax(place: Place, reason: string): Diagnostic {
  return diagnostic(
    'RS1102',
    'error',
    place,
    `The TypeScript source does not parse: ${reason}`,
    'Correct the file and apply again.',
  );
}

/** @param importer a file that still imports it */
export function missingSource(file: string, importer?: string): Diagnostic {
  const name = importer?.replace(/^.*[\\/]/, '');
  return diagnostic(
    'RS1103',
    'error',
    { file },
    `The source file of a loaded module is gone${name ? `, and ${name} still imports it` : ''}.`,
    name
      ? `Restore the file, or take its import out of ${name}, and apply again.`
      : 'Restore the file and apply again.',
  );
}

export function notInstrumented(place: Place, reason: string): Diagnostic {
  return diagnostic(
    'RS1104',
    'warning',
    place,
    `This file runs as it is and cannot be updated: ${reason}`,
    'Changes to it take effect when the program is started again.',
  );
}

// Updates: RS12xx.

export function threadWillNotStop(thread: string, ms: number, where: string): Diagnostic {
  return diagnostic(
    'RS1201',
    'error',
    undefined,
    `${thread} did not reach an update point within ${ms} ms${where}.`,
    'Nothing was changed. Apply again when it has come out of that call, or goes on in the other debugger that has stopped it, or give it more time with --timeout.',
  );
}

export function positionLost(place: Place, name: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1202',
    'error',
    place,
    `${name} is active and has no place in the new version to go on from: ${reason}`,
    'Keep the function, wait until it has returned, or say in a plan how its frame goes on.',
  );
}

export function positionGuessed(place: Place, name: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1203',
    'warning',
    place,
    `${name} goes on at a guessed place: ${reason}`,
    'If that is wrong, roll back and say the place in a plan.',
  );
}

export function valueNeeded(
  place: Place,
  variable: string,
  why: string,
  proposed: string,
): Diagnostic {
  return diagnostic(
    'RS1204',
    'error',
    place,
    `${variable} needs a value: ${why}`,
    `Accept ${proposed} with --yes, or give another value in a plan.`,
  );
}

export function typeNeedsTransformer(
  place: Place,
  type: string,
  members: string,
  roots: readonly string[],
): Diagnostic {
  const shown = roots.slice(0, 3).join('; ');
  const more = roots.length > 3 ? ` and ${roots.length - 3} more` : '';
  return diagnostic(
    'RS1222',
    'error',
    place,
    `Values of ${type} exist in the old form (${members}): ${shown}${more}`,
    'Write a transformer for the type in a plan, or accept with --yes that they stay as they are.',
  );
}

export function typeOfVariableChanged(
  place: Place,
  variable: string,
  old: string,
  now: string,
): Diagnostic {
  return diagnostic(
    'RS1223',
    'error',
    place,
    `${variable} keeps its value, which is ${old} and is to be ${now}`,
    'Give a value in a plan, or accept with --yes that it stays.',
  );
}

export function typesNotSeen(place: Place, why: string): Diagnostic {
  return diagnostic(
    'RS1224',
    'info',
    place,
    `Changed types are not looked at: ${why}`,
    'Everything else works as without TypeScript.',
  );
}

export function loadedTwice(place: Place, thread: string): Diagnostic {
  return diagnostic(
    'RS1225',
    'error',
    place,
    `The module has been loaded more than once in ${thread}, and its copies share their code's switches.`,
    'Start the program again to change this module; others can be updated.',
  );
}

export function valueAssumed(place: Place, variable: string, proposed: string): Diagnostic {
  return diagnostic(
    'RS1205',
    'warning',
    place,
    `${variable} starts as ${proposed}.`,
    'Give another value in a plan if that is not what it should be.',
  );
}

export function alreadyRun(place: Place, what: string): Diagnostic {
  return diagnostic(
    'RS1206',
    'info',
    place,
    `${what} has run already and does not run again.`,
    'It takes effect when the program is started again.',
  );
}

export function functionGone(place: Place, name: string): Diagnostic {
  return diagnostic(
    'RS1207',
    'info',
    place,
    `${name} is gone from the sources; whoever still holds it calls its last version.`,
    'Remove what still refers to it, such as listeners.',
  );
}

export function updateFailed(thread: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1208',
    'error',
    undefined,
    `The update failed in ${thread} and was taken back: ${reason}`,
    'Correct the sources and apply again; the program goes on as before.',
  );
}

export function cannotGenerate(place: Place, reason: string): Diagnostic {
  return diagnostic(
    'RS1209',
    'error',
    place,
    `The new code cannot take this frame over: ${reason}`,
    'Nothing was changed. Apply when the function is not active, or restart the program.',
  );
}

export function nothingToRollBack(): Diagnostic {
  return diagnostic(
    'RS1210',
    'error',
    undefined,
    'There is no version to go back to.',
    'A rollback takes back the last update of this session.',
  );
}

export function moduleUnavailable(place: Place, specifier: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1211',
    'error',
    place,
    `The new import ${specifier} could not be loaded: ${reason}`,
    'A module can be loaded while its thread is idle. Apply again, or restart the program.',
  );
}

export function planDoesNotFit(place: Place | undefined, reason: string): Diagnostic {
  return diagnostic(
    'RS1212',
    'error',
    place,
    `The plan does not fit these sources: ${reason}`,
    'Write a new plan with: restitch plan NAME --out FILE',
  );
}

export function classNotChangeable(place: Place, what: string): Diagnostic {
  return diagnostic(
    'RS1214',
    'error',
    place,
    `${what} while the program runs.`,
    'Restart the program for this change.',
  );
}

export function frameDivided(place: Place, name: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1215',
    'error',
    place,
    `${name} is active, and cannot become one frame with what called it: ${reason}`,
    'Apply when the function is not active, or say in a plan how its frame goes on.',
  );
}

export function planNames(place: Place | undefined, what: string): Diagnostic {
  return diagnostic(
    'RS1216',
    'error',
    place,
    `The plan decides about something that is not there: ${what}`,
    'Decisions stand in `override`, beside what the plan has found. Write a new plan with: restitch plan NAME --out FILE',
  );
}

export function planCode(place: Place, what: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1217',
    'error',
    place,
    `The plan’s code for ${what} cannot be used: ${reason}`,
    'Correct it in the plan and apply again. It sees the variables of the old activation, and the module’s.',
  );
}

export function finishesOld(place: Place, name: string): Diagnostic {
  return diagnostic(
    'RS1218',
    'warning',
    place,
    `${name} finishes in its old code, as the plan says.`,
    'Only activations that stand at this place do; all others run the new version.',
  );
}

export function frameEnds(place: Place, name: string, how: string): Diagnostic {
  return diagnostic(
    'RS1219',
    'info',
    place,
    `${name} ${how}, as the plan says.`,
    'The call that it waits for comes to its end first.',
  );
}

export function closureLacks(place: Place, name: string, variable: string): Diagnostic {
  return diagnostic(
    'RS1213',
    'error',
    place,
    `${name} needs ${variable}, which functions created before the update have not kept.`,
    `Give ${variable} a value for them in a plan, or restart the program.`,
  );
}

export function noWayBack(place: Place, what: string): Diagnostic {
  return diagnostic(
    'RS1220',
    'warning',
    place,
    `${what} stays in its new form: its transformer has no way back.`,
    'Give the transformer a `back` in the plan if the old code cannot work with it.',
  );
}

export function notRun(place: Place): Diagnostic {
  return diagnostic(
    'RS1221',
    'info',
    place,
    'This new top-level statement does not run, as the plan says.',
    'It runs when the program is started again.',
  );
}

// Told while the sources are edited: RS13xx.

export function statementRuns(place: Place): Diagnostic {
  return diagnostic(
    'RS1301',
    'info',
    place,
    'This new top-level statement runs once, when the update commits.',
    'Decide against it if the program is to do this at its next start only.',
  );
}

export function instancesKeepShape(place: Place, name: string, fields: string): Diagnostic {
  return diagnostic(
    'RS1302',
    'warning',
    place,
    `Instances of ${name} that exist keep their shape: ${fields}.`,
    'Write a state transformer for them where the new code relies on it.',
  );
}

export function exportNotGained(place: Place, what: string): Diagnostic {
  return diagnostic(
    'RS1303',
    'warning',
    place,
    `The loaded module cannot gain the export ${what}.`,
    'Give it a name of its own, or restart the program.',
  );
}

export function functionGuessed(place: Place, name: string, reason: string): Diagnostic {
  return diagnostic(
    'RS1304',
    'warning',
    place,
    `${name} is taken for the new version of a function by guess: ${reason}`,
    'Confirm it, or decide which function it was.',
  );
}
