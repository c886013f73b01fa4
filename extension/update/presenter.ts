import { commands, Range, Uri, window } from 'vscode';
import type { Diagnostic } from '../../protocol/diagnostics.js';
import { consequencesOf, type Notice, type NoticeAction } from '../notifications/notice-for.js';
import type { Notices } from '../notifications/notices.js';
import type { Log } from '../output/log.js';
import {
  diagnosticLine,
  framesDeferred,
  framesMoved,
  milliseconds,
} from '../output/update-line.js';
import type { Restarter } from '../debug/restarter.js';
import type { Reviews } from '../review/reviews.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { Settings } from '../settings/settings.js';
import type { Translate } from '../translate.js';
import type { UpdateEnd } from './flow.js';
import type { LiveUpdates } from './live-updates.js';

export interface PresenterParts {
  updates: LiveUpdates;
  reviews: Reviews;
  restarter: Restarter;
  notices: Notices;
  settings: Settings;
  log: Log;
  /** The page of diagnostics. */
  documentation: Uri;
  t: Translate;
}

/** How long the status bar tells of an update, in milliseconds. */
const TOLD = 5000;

/** Tells what came of updates, and does what follows from it. */
export class Presenter {
  readonly #parts: PresenterParts;

  constructor(parts: PresenterParts) {
    this.#parts = parts;
    parts.updates.finished.on(({ session, end }) => void this.#present(session, end));
  }

  async #present(session: LiveSession, end: UpdateEnd): Promise<void> {
    const { settings, t, reviews, restarter, notices } = this.#parts;
    this.#write(session, end);
    if (end.kind === 'applied') this.#tell(end);
    const { review, restart, notice } = consequencesOf(session.name, end, settings, t);
    if (review && end.kind === 'review') await reviews.open(session, placeOf(end.diagnostics));
    if (restart) await restarter.restart(session);
    if (!notice) return;
    const action = await notices.show(notice);
    if (action) await this.#act(action, session, end, notice);
  }

  /** Updates that reached the program have a line of their own. */
  #write({ name }: LiveSession, end: UpdateEnd): void {
    const { log, documentation } = this.#parts;
    const address = documentation.toString();
    const diagnostics = 'result' in end ? end.result.diagnostics : [];
    const all = 'diagnostics' in end ? end.diagnostics : diagnostics;
    if (!('result' in end)) log.info(`${name} | ${end.by.kind} | ${end.kind}`);
    if (end.kind === 'unsaved') log.error(`Not saved: ${end.files.join(', ')}`);
    for (const one of all) {
      const line = `${name} | ${diagnosticLine(one, address)}`;
      if (one.severity === 'error') log.error(line);
      else if (one.severity === 'warning') log.warn(line);
      else log.info(line);
    }
  }

  #tell({ result }: UpdateEnd & { kind: 'applied' }): void {
    const { t } = this.#parts;
    const [frames, pause] = [framesMoved(result), milliseconds(result.pauseMs)];
    const deferred = framesDeferred(result);
    // Those above wait, in a sleep say: what is below them moves when control comes back to it.
    const text =
      deferred > 0
        ? t(
            'Version {0} runs. Frames moved: {1}, later: {2}. Paused for {3}',
            ...[result.version, frames, deferred, pause],
          )
        : t(
            'Version {0} runs. Frames moved: {1}. Paused for {2}',
            ...[result.version, frames, pause],
          );
    window.setStatusBarMessage(`$(check) ${text}`, TOLD);
  }

  async #act(
    action: NoticeAction,
    session: LiveSession,
    { by }: UpdateEnd,
    { about }: Notice,
  ): Promise<void> {
    const { updates, reviews, restarter, log } = this.#parts;
    switch (action) {
      case 'review':
        return reviews.open(session, about && placeOf([about]));
      case 'accept':
        await updates.applyReviewed(session, { acceptProposals: true });
        return;
      case 'restart':
        return restarter.restart(session);
      case 'undo':
        await updates.request(session, { kind: 'rollback', cause: 'command' });
        return;
      case 'retry':
        await updates.request(session, by);
        return;
      case 'openPlace':
        return openPlace(about);
      case 'explain':
        await this.explain(about?.code);
        return;
      case 'log':
        log.show();
    }
  }

  /** Shows the page of diagnostics, at a code. */
  async explain(code = ''): Promise<void> {
    const uri = this.#parts.documentation.with({ fragment: code.toLowerCase() });
    await commands.executeCommand('markdown.showPreview', uri);
  }
}

function placeOf(diagnostics: readonly Diagnostic[]): Parameters<Reviews['open']>[1] {
  const first =
    diagnostics.find(({ severity, file }) => severity === 'error' && file !== null) ??
    diagnostics.find(({ file }) => file !== null);
  if (!first || first.file === null) return undefined;
  return { file: first.file, line: first.line, code: first.code };
}

async function openPlace(about: Diagnostic | undefined): Promise<void> {
  if (!about || about.file === null) return;
  const line = Math.max(0, (about.line ?? 1) - 1);
  const selection = new Range(line, 0, line, 0);
  await window.showTextDocument(Uri.file(about.file), { selection });
}
