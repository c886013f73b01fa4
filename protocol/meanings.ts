import type { Diagnostic } from './diagnostics.js';

/** What a diagnostic means for an update. */
export type Meaning = 'question' | 'unsupported' | 'broken' | 'busy' | 'stale' | 'ended' | 'other';

const meanings: Readonly<Record<string, Meaning>> = {
  RS1202: 'question', // an activation has lost its place
  RS1204: 'question', // a variable needs a value
  RS1213: 'question', // a closure lacks a variable
  RS1215: 'question', // a frame would be several
  RS1216: 'question', // a decision about what is not there any more
  RS1217: 'question', // code of a decision that cannot be used
  RS1209: 'unsupported',
  RS1211: 'unsupported',
  RS1214: 'unsupported',
  RS1101: 'broken',
  RS1102: 'broken',
  RS1103: 'broken',
  RS1005: 'busy',
  RS1212: 'stale',
  RS1004: 'ended',
};

export const meaningOf = ({ code }: Pick<Diagnostic, 'code'>): Meaning => meanings[code] ?? 'other';

/** The errors of one meaning. */
export function errorsThat(diagnostics: readonly Diagnostic[], meaning: Meaning): Diagnostic[] {
  return diagnostics.filter((one) => one.severity === 'error' && meaningOf(one) === meaning);
}
