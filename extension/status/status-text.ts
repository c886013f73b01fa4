import type { Translate } from '../translate.js';

/** What the status bar is to say of a session. */
export interface StatusFacts {
  session: string;
  version: number;
  /** Changes that have not been applied. */
  pending: number;
  /** Names of files whose text cannot be read. */
  broken: readonly string[];
  /** Answers that they wait for. */
  questions: number;
  isBusy: boolean;
  /** The last attempt found something that takes effect at a restart only. */
  needsRestart: boolean;
  /** How many sessions there are. */
  sessions: number;
}

export interface StatusText {
  text: string;
  tooltip: string;
  severity: 'normal' | 'warning';
  /** Command of a click. */
  command:
    | 'restitch.apply'
    | 'restitch.openReview'
    | 'restitch.restart'
    | 'restitch.showHistory'
    | 'workbench.actions.view.problems';
}

/** What the status bar says; the most urgent first. */
export function statusText(facts: StatusFacts, t: Translate): StatusText {
  const { session, version, pending, questions, broken, isBusy, needsRestart, sessions } = facts;
  const live = t('v{0} live', version);
  const name = sessions > 1 ? `${session}: ` : '';
  if (isBusy) {
    const text = `$(sync~spin) ${name}${t('applying…')}`;
    const tooltip = t('{0} is being updated.', session);
    return { text, tooltip, severity: 'normal', command: 'restitch.showHistory' };
  }
  if (broken.length > 0) {
    const [file = ''] = broken;
    const what =
      broken.length === 1 ? t('error in {0}', file) : t('errors in {0} files', broken.length);
    const text = `$(error) ${name}${live}, ${what}`;
    const tooltip = t('{0} runs on as it is: {1} cannot be read.', session, broken.join(', '));
    return { text, tooltip, severity: 'warning', command: 'workbench.actions.view.problems' };
  }
  if (needsRestart) {
    const text = `$(debug-restart) ${name}${live}, ${t('restart needed')}`;
    const tooltip = t('A change of {0} takes effect at a restart only. Click to restart.', session);
    return { text, tooltip, severity: 'warning', command: 'restitch.restart' };
  }
  if (questions > 0) {
    const count = questions === 1 ? t('1 question') : t('{0} questions', questions);
    const tooltip = t('An update of {0} needs decisions. Click to review it.', session);
    const text = `$(question) ${name}${live}, ${count}`;
    return { text, tooltip, severity: 'warning', command: 'restitch.openReview' };
  }
  if (pending > 0) {
    const tooltip = t('Changes that {0} does not run yet. Click to apply them.', session);
    const text = `$(zap) ${name}${live}, ${t('{0} pending', pending)}`;
    return { text, tooltip, severity: 'normal', command: 'restitch.apply' };
  }
  const tooltip = t('{0} runs what is in the editor. Click for its history.', session);
  const text = `$(check) ${name}${live}`;
  return { text, tooltip, severity: 'normal', command: 'restitch.showHistory' };
}
