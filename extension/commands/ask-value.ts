import { commands, window } from 'vscode';
import { overrideRequest, type Decision, type OverrideParams } from '../../protocol/lsp/index.js';
import type { Language } from '../language/language.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';

/** What a value is asked for, as the language server's code actions name it. */
export function valueIn({ override }: Decision): string | undefined {
  if (override === null || typeof override !== 'object' || !('value' in override)) return undefined;
  return typeof override.value === 'string' ? override.value : undefined;
}

/** The decision with another value. */
export function withValue(decision: Decision, value: string): Decision {
  return { ...decision, override: { ...decision.override, value } } as Decision;
}

function titleOf(decision: Decision, t: Translate): string {
  switch (decision.section) {
    case 'variables':
      return t('Value of {0} in {1}', decision.name, decision.function || t('(top level)'));
    case 'bindings':
      return t('Value of {0}', decision.name);
    default:
      return t('Value');
  }
}

/** `restitch.askValue`, which code actions of the language server ask for. */
export function registerAskValue(language: Language, t: Translate): Disposable {
  return commands.registerCommand('restitch.askValue', async (params: OverrideParams) => {
    const { uri, decision } = params;
    let value = valueIn(decision);
    for (let problem = ''; ;) {
      value = await window.showInputBox({
        title: titleOf(decision, t),
        prompt: problem || t('A JavaScript expression over the variables of the old activation.'),
        ignoreFocusOut: true,
        ...(value === undefined ? {} : { value }),
        validateInput: (text) => (text.trim() === '' ? t('An expression is needed.') : undefined),
      });
      if (value === undefined) return;
      const answer = await language.request(overrideRequest, {
        uri,
        decision: withValue(decision, value),
      });
      if (!answer || answer.accepted) return;
      problem = answer.reason ?? t('This value is not accepted.');
    }
  });
}
