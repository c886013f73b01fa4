import { commands, window } from 'vscode';
import { clientCommands, overrideRequest, type OverrideParams } from '../../protocol/lsp/index.js';
import type { Language } from '../language/language.js';
import type { Transformers } from '../review/transformers.js';
import type { Disposable } from '../signal.js';
import { messageOf } from '../message-of.js';

/** `restitch.editTransformer`, which code actions of the language server ask for. */
export function registerEditTransformer(
  language: Language,
  transformers: Transformers,
): Disposable {
  return commands.registerCommand(
    clientCommands.editTransformer,
    async ({ uri, decision }: OverrideParams) => {
      if (decision.section !== 'types') return;
      try {
        await transformers.editType({ uri, decision }, (about, made) =>
          language.request(overrideRequest, { uri: about, decision: made }),
        );
      } catch (error) {
        void window.showErrorMessage(messageOf(error));
      }
    },
  );
}
