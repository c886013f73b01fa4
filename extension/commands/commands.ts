import { commands, window } from 'vscode';
import { activeProgram } from '../debug/configuration-provider.js';
import type { ProgramTasks } from '../debug/program-tasks.js';
import type { Restarter } from '../debug/restarter.js';
import type { Log } from '../output/log.js';
import type { Reviews } from '../review/reviews.js';
import type { SessionFocus } from '../sessions/focus.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { Settings } from '../settings/settings.js';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import type { UpdateEnd } from '../update/flow.js';
import type { LiveUpdates } from '../update/live-updates.js';

export interface CommandParts {
  focus: SessionFocus;
  updates: LiveUpdates;
  reviews: Reviews;
  restarter: Restarter;
  tasks: ProgramTasks;
  settings: Settings;
  log: Log;
  t: Translate;
}

/** An item of a view, or what a code lens says, can name a session. */
function sessionNameIn(argument: unknown): string | undefined {
  const { session } = (argument ?? {}) as { session?: unknown };
  return typeof session === 'string' ? session : undefined;
}

/** The commands that are about a session and its updates. */
export function registerCommands(parts: CommandParts): Disposable[] {
  const { focus, updates, reviews, restarter, tasks, settings, log, t } = parts;
  const aboutSession = <T>(id: string, work: (session: LiveSession) => Promise<T>): Disposable =>
    commands.registerCommand(`restitch.${id}`, async (argument: unknown) => {
      const session = await focus.need(sessionNameIn(argument));
      return session && (await work(session));
    });
  return [
    aboutSession('apply', (session): Promise<UpdateEnd> => {
      return updates.request(session, { kind: 'apply', cause: 'command' });
    }),
    aboutSession('rollback', (session): Promise<UpdateEnd> => {
      return updates.request(session, { kind: 'rollback', cause: 'command' });
    }),
    aboutSession('restart', (session) => restarter.restart(session)),
    aboutSession('openReview', (session) => reviews.open(session)),
    aboutSession('review', (session) => reviews.open(session)),
    aboutSession('selectSession', (session) => Promise.resolve(focus.choose(session))),
    commands.registerCommand('restitch.pickSession', () => focus.pick()),
    commands.registerCommand('restitch.runFile', async () => {
      const file = activeProgram();
      if (file === undefined) {
        void window.showErrorMessage(t('Open the JavaScript or TypeScript file to run.'));
        return;
      }
      await window.activeTextEditor?.document.save();
      await tasks.run(file);
    }),
    commands.registerCommand('restitch.showLog', () => log.show()),
    commands.registerCommand('restitch.resetNotices', () => settings.showAll()),
  ];
}
