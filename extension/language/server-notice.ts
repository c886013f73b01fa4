import type { Notices } from '../notifications/notices.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import type { Language } from './language.js';

/** Tells when the language server is given up, and starts it again when that is wanted. */
export function watchServer(language: Language, notices: Notices, t: Translate): Disposable {
  return language.events.state.on((state) => {
    if (state !== 'failed') return;
    const message = t(
      'The language server of Restitch does not run. Updates still work; the editor does not show what they would do.',
    );
    void notices
      .show({ reason: 'server', severity: 'warning', message, actions: ['retry', 'log'] })
      .then((action) => {
        if (action === 'retry') return language.restart();
        if (action === 'log') language.showLog();
        return undefined;
      });
  });
}
