import type { SessionRegistry } from '../sessions/session-registry.js';
import type { Disposable } from '../signal.js';
import type { Log } from './log.js';
import { updateLine } from './update-line.js';

/** Writes a line about each update, by whomever it was made. */
export class UpdateLog implements Disposable {
  readonly #disposables: Disposable[];

  constructor(sessions: SessionRegistry, log: Log) {
    this.#disposables = [
      sessions.started.on(({ name, record, version }) => {
        log.info(`${name} v${version} | found | process ${record.pid}, ${record.entry}`);
      }),
      sessions.ended.on(({ name, version }) => log.info(`${name} v${version} | ended`)),
      sessions.updated.on(({ session, notice }) => {
        const seen = session.updates.find(({ entry }) => entry.version === notice.version);
        const isApplied = notice.outcome === 'applied';
        const line = updateLine(session.name, notice, isApplied ? seen?.plan : undefined);
        if (isApplied || notice.outcome === 'nothing-to-do') log.info(line);
        else log.warn(line);
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
