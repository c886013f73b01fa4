import { window } from 'vscode';
import type { Settings } from '../settings/settings.js';
import type { Translate } from '../translate.js';
import type { Notice, NoticeAction } from './notice-for.js';

/** Shows notices, unless the developer does not want to see their kind. */
export class Notices {
  constructor(
    readonly settings: Settings,
    readonly t: Translate,
  ) {}

  /** @returns The action that was chosen. */
  async show({
    reason,
    severity,
    message,
    actions: all,
    about,
  }: Notice): Promise<NoticeAction | undefined> {
    if (!this.settings.shows(reason)) return undefined;
    const hasPlace = about != null && about.file !== null;
    const actions = all.filter((action) => action !== 'openPlace' || hasPlace);
    const silence = this.t("Don't Show Again");
    const labels = new Map(actions.map((action) => [this.#label(action), action]));
    const show = {
      info: window.showInformationMessage,
      warning: window.showWarningMessage,
      error: window.showErrorMessage,
    }[severity];
    const chosen = await show<string>(message, ...labels.keys(), silence);
    if (chosen === silence) await this.settings.silence(reason);
    return chosen === undefined ? undefined : labels.get(chosen);
  }

  #label(action: NoticeAction): string {
    const { t } = this;
    switch (action) {
      case 'review':
        return t('Review');
      case 'accept':
        return t('Accept Proposed Answers');
      case 'restart':
        return t('Restart');
      case 'undo':
        return t('Undo');
      case 'retry':
        return t('Try Again');
      case 'openPlace':
        return t('Go to Code');
      case 'explain':
        return t('Explain');
      case 'log':
        return t('Show Log');
    }
  }
}
