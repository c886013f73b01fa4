import type { Diagnostic } from '../../protocol/diagnostics.js';
import { baseName } from '../output/update-line.js';
import type { NoticeReason, OnUnsupported, ReviewWhen } from '../settings/settings.js';
import type { Translate } from '../translate.js';
import type { UpdateEnd } from '../update/flow.js';

export type NoticeAction =
  'review' | 'accept' | 'restart' | 'undo' | 'retry' | 'openPlace' | 'explain' | 'log';

export interface Notice {
  reason: NoticeReason;
  severity: 'info' | 'warning' | 'error';
  message: string;
  actions: NoticeAction[];
  /** What the notice is about, where it can be opened or explained. */
  about?: Diagnostic;
}

/** What an update leads to, beside the line in the log. */
export interface Consequences {
  review: boolean;
  restart: boolean;
  notice?: Notice;
}

export interface NoticeSettings {
  review: ReviewWhen;
  onUnsupported: OnUnsupported;
}

/** What follows from the end of an update. */
export function consequencesOf(
  session: string,
  end: UpdateEnd,
  settings: NoticeSettings,
  t: Translate,
): Consequences {
  const none = { review: false, restart: false };
  switch (end.kind) {
    case 'review':
      if (settings.review !== 'never') return { ...none, review: true };
      return { ...none, notice: questionsNotice(session, end.diagnostics, t) };
    case 'unsupported':
      if (settings.onUnsupported === 'restart') return { ...none, restart: true };
      return { ...none, notice: unsupportedNotice(end.diagnostics, settings.onUnsupported, t) };
    default: {
      const notice = noticeOf(session, end, t);
      return notice ? { ...none, notice } : none;
    }
  }
}

/** A message with the place that it is about, and how many more there are. */
function summary(diagnostics: readonly Diagnostic[], t: Translate): string {
  const [first] = diagnostics;
  if (!first) return '';
  const { file, line } = first;
  // The log has the rest: the stack of an error, for instance.
  const [message = ''] = first.message.split('\n');
  const where = file === null ? '' : `${baseName(file)}${line === null ? '' : `:${line}`}: `;
  const more = diagnostics.length - 1;
  return more > 0 ? `${where}${message} ${t('({0} more)', more)}` : `${where}${message}`;
}

function about(diagnostics: readonly Diagnostic[]): { about?: Diagnostic } {
  const [first] = diagnostics;
  return first ? { about: first } : {};
}

const errorsOf = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error');

function questionsNotice(
  session: string,
  diagnostics: readonly Diagnostic[],
  t: Translate,
): Notice {
  const open = errorsOf(diagnostics);
  const text = t('{0} was not updated: it needs decisions.', session);
  return {
    reason: 'questions',
    severity: 'warning',
    message: `${text} ${summary(open.length > 0 ? open : diagnostics, t)}`,
    actions: ['review', 'accept', 'explain'],
    ...about(open.length > 0 ? open : diagnostics),
  };
}

function unsupportedNotice(
  diagnostics: readonly Diagnostic[],
  onUnsupported: OnUnsupported,
  t: Translate,
): Notice {
  const errors = errorsOf(diagnostics);
  return {
    reason: 'restartNeeded',
    severity: 'warning',
    message: t('This takes effect at a restart only: {0}', summary(errors, t)),
    actions: onUnsupported === 'ask' ? ['restart', 'openPlace', 'explain'] : ['explain', 'log'],
    ...about(errors),
  };
}

/** Cancelled too late. */
function staysNotice(
  session: string,
  { result }: UpdateEnd & { kind: 'applied' },
  stays: readonly Diagnostic[],
  t: Translate,
): Notice {
  const head = t(
    'Version {0} of {1} runs: it was cancelled too late and could not be taken back.',
    ...[result.version, session],
  );
  const message = `${head} ${summary(errorsOf(stays), t)}`;
  const actions: NoticeAction[] = ['undo', 'log'];
  return { reason: 'cancelled', severity: 'warning', message, actions, ...about(stays) };
}

function noticeOf(session: string, end: UpdateEnd, t: Translate): Notice | undefined {
  switch (end.kind) {
    case 'applied': {
      if (end.stays) return staysNotice(session, end, end.stays, t);
      const told = end.result.diagnostics.filter(({ severity }) => severity === 'warning');
      if (told.length === 0) return undefined;
      const head = t('Version {0} of {1} runs.', end.result.version, session);
      const message = `${head} ${summary(told, t)}`;
      const actions: NoticeAction[] = ['openPlace', 'undo', 'log'];
      return { reason: 'warnings', severity: 'warning', message, actions, ...about(told) };
    }
    case 'nothing': {
      if (end.by.cause !== 'command') return undefined;
      const message = t('There is nothing to apply: {0} runs what is saved.', session);
      return { reason: 'nothing', severity: 'info', message, actions: [] };
    }
    case 'refused':
    case 'failed':
    case 'broken': {
      const errors = errorsOf('result' in end ? end.result.diagnostics : end.diagnostics);
      const message = t('{0} was not updated. {1}', session, summary(errors, t));
      const actions: NoticeAction[] =
        end.kind === 'broken' ? ['openPlace'] : ['openPlace', 'explain', 'log'];
      return { reason: 'refused', severity: 'error', message, actions, ...about(errors) };
    }
    case 'rolled-back': {
      const errors = errorsOf(end.result.diagnostics);
      const message = t('{0} goes on as before. {1}', session, summary(errors, t));
      const actions: NoticeAction[] = ['retry', 'explain', 'log'];
      return { reason: 'rolledBack', severity: 'error', message, actions, ...about(errors) };
    }
    case 'unsaved': {
      const files = end.files.map(baseName).join(', ');
      const message = t('{0} was not updated: {1} could not be saved.', session, files);
      return { reason: 'unsaved', severity: 'error', message, actions: ['retry'] };
    }
    case 'ended': {
      const message = t('{0} has ended; its next start runs what is saved.', session);
      return { reason: 'ended', severity: 'info', message, actions: ['restart'] };
    }
    case 'cancelled': {
      if (!end.result) return undefined;
      const message = t('The update of {0} was made and taken back, as it was cancelled.', session);
      return { reason: 'cancelled', severity: 'info', message, actions: ['log'] };
    }
    case 'review':
    case 'unsupported':
      return undefined;
  }
}
