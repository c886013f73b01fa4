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

// Sources: RS11xx (RS1101, a syntax error, is thrown by the instrumenter).

export function typeScriptSyntax(place: Place, reason: string): Diagnostic {
  return diagnostic(
    'RS1102',
    'error',
    place,
    `The TypeScript source does not parse: ${reason}`,
    'Correct the file and apply again.',
  );
}

export function missingSource(file: string): Diagnostic {
  return diagnostic(
    'RS1103',
    'error',
    { file },
    'The source file of a loaded module is gone.',
    'Restore the file and apply again.',
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
