import { plainText, type Translate } from '../translate.js';
import type { UpdateEnd } from '../update/flow.js';
import type { ReviewEnd } from './review-host.js';

/** What the panel says of an update that was made from it. */
export function reviewEnd(end: UpdateEnd, t: Translate = plainText): ReviewEnd {
  switch (end.kind) {
    case 'applied':
      return done(t('Version {0} is live.', end.result.version));
    case 'nothing':
      return done(t('Nothing has changed.'));
    case 'ended':
      return { text: t('The program has ended.'), isDone: true, isError: true };
    case 'cancelled':
      return {
        text: end.result
          ? t('The update was made and taken back.')
          : t('The update was cancelled.'),
        ...{ isDone: false, isError: false },
      };
    case 'unsaved':
      return failed(t('Not saved: {0}', end.files.join(', ')));
    case 'refused':
    case 'rolled-back':
      return failed(messages(end.result.diagnostics, t('The update was refused.')));
    case 'review':
    case 'unsupported':
    case 'broken':
    case 'failed':
      return failed(messages(end.diagnostics, t('The update was refused.')));
    default:
      return end satisfies never;
  }
}

const done = (text: string): ReviewEnd => ({ text, isDone: true, isError: false });
const failed = (text: string): ReviewEnd => ({ text, isDone: false, isError: true });

function messages(
  diagnostics: readonly { severity: string; message: string; code: string }[],
  otherwise: string,
): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const lines = errors.map(({ message, code }) => `${message} (${code})`);
  return lines.length === 0 ? otherwise : lines.join(' ');
}
