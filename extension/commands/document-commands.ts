import { join } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import { planRequest } from '../../protocol/lsp/index.js';
import { updateReport } from '../history/report.js';
import type { Language } from '../language/language.js';
import type { SessionFocus } from '../sessions/focus.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';

export interface DocumentCommandParts {
  focus: SessionFocus;
  language: Language;
  t: Translate;
}

/** The commands that write something for others to read. */
export function registerDocumentCommands(parts: DocumentCommandParts): Disposable[] {
  const { focus } = parts;
  return [
    commands.registerCommand('restitch.exportReport', async (target?: unknown) => {
      const session = await focus.need();
      if (!session) return;
      const name = `${session.name}-updates.md`;
      await writeAndShow(session, name, target, updateReport(session), parts.t);
    }),
    commands.registerCommand('restitch.savePlan', async (target?: unknown) => {
      const session = await focus.need();
      if (!session) return;
      const text = await planText(session, parts);
      if (text === undefined) {
        const message = parts.t('There is nothing to apply: {0} runs what is saved.', session.name);
        void window.showInformationMessage(message);
        return;
      }
      await writeAndShow(session, `${session.name}-plan.json`, target, text, parts.t);
    }),
  ];
}

/** The plan as `restitch apply --plan` takes it; without a language server, the program's own. */
async function planText(
  session: LiveSession,
  { language }: DocumentCommandParts,
): Promise<string | undefined> {
  const answer = await language.request(planRequest, { session: session.name, types: true });
  const plan = answer ? answer.plan : (await session.call('plan', undefined)).plan;
  return plan && plan.modules.length > 0 ? `${JSON.stringify(plan, null, 2)}\n` : undefined;
}

async function writeAndShow(
  { record }: LiveSession,
  name: string,
  target: unknown,
  text: string,
  t: Translate,
): Promise<void> {
  const options = {
    defaultUri: Uri.file(join(record.cwd, name)),
    title: t('Save {0}', name),
  };
  const uri = target instanceof Uri ? target : await window.showSaveDialog(options);
  if (!uri) return;
  await workspace.fs.writeFile(uri, Buffer.from(text));
  await window.showTextDocument(uri);
}
