import { contentHash } from '../../loader/store.js';
import type { CdpSession } from '../cdp/session.js';
import type { Script } from '../sources/script.js';
import type { AgentLink } from './agent-evaluate.js';

/** The scripts that one thread has, by V8's ids, and their texts. */
export class ThreadScripts {
  readonly all = new Map<string, Script>();

  constructor(
    readonly session: CdpSession,
    readonly agent: AgentLink,
  ) {}

  /** Loads a script's text, so that its places can be told. */
  async load(script: Script): Promise<void> {
    if (script.hasCode) return;
    if (script.kind === 'unit' && script.hash === undefined) {
      const origin = await this.agent.unit(script.url);
      if (origin) script.learn(origin);
    }
    // Of what has no map, the places can be told without the text.
    if (!script.isProgram) return;
    const { scriptSource } = await this.session.send('Debugger.getScriptSource', {
      scriptId: script.id,
    });
    script.setCode(scriptSource);
  }

  async loadAll(ids: Iterable<string>): Promise<void> {
    const missing = [...ids].flatMap((id) => {
      const script = this.all.get(id);
      return script && !script.hasCode ? [this.load(script)] : [];
    });
    await Promise.all(missing);
  }

  /**
   * Forgets code that was made for versions that the thread has no more.
   * @param hashes content hashes of those that it has
   * @param inUse ids of scripts that are on its stack
   * @returns ids of those that are gone
   */
  forgetUnits(hashes: ReadonlySet<string>, inUse: ReadonlySet<string> | undefined): string[] {
    const gone = [...this.all.values()].filter(
      ({ id, kind, hash }) =>
        kind === 'unit' && hash !== undefined && !hashes.has(contentHash(hash)) && !inUse?.has(id),
    );
    for (const { id } of gone) this.all.delete(id);
    return gone.map(({ id }) => id);
  }
}
