import { commands, debug, window } from 'vscode';
import type { LiveSession } from '../sessions/live-session.js';
import type { Translate } from '../translate.js';
import type { DebugSessions } from './debug-sessions.js';
import type { ProgramTasks } from './program-tasks.js';

/** Starts programs again with what is saved. */
export class Restarter {
  constructor(
    readonly debugged: DebugSessions,
    readonly tasks: ProgramTasks,
    readonly t: Translate,
  ) {}

  async restart(session: LiveSession): Promise<void> {
    const { pid } = session.record;
    const debugged = this.debugged.ofProcess(pid);
    if (debugged && debug.activeDebugSession?.id === debugged.id) {
      await commands.executeCommand('workbench.action.debug.restart');
    } else if (debugged) {
      await debugged.customRequest('restart', {});
    } else if (!(await this.tasks.restart(pid))) {
      await this.#restartForeign(session);
    }
  }

  /** Nobody here knows how the program was started. */
  async #restartForeign(session: LiveSession): Promise<void> {
    const { t } = this;
    const { pid, entry, cwd } = session.record;
    const start = t('Restart');
    const question = session.hasEnded
      ? t('Start {0} again in a terminal?', session.name)
      : t('End {0} and start it again in a terminal?', session.name);
    const detail = t(
      'It was not started from this window: it starts without the arguments and environment variables that it had.',
    );
    const chosen = await window.showWarningMessage(question, { modal: true, detail }, start);
    if (chosen !== start) return;
    if (!session.hasEnded) {
      const ended = new Promise<void>((resolve) => session.onEnd(resolve));
      process.kill(pid, 'SIGTERM');
      await ended;
    }
    await this.tasks.run(entry, cwd);
  }
}
