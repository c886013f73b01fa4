import type { SessionRecord } from '../../../protocol/session.js';
import type { Client } from '../debug-session.js';
import type { Debuggee } from '../debuggee.js';
import type { Program } from '../program.js';
import { Announcements } from '../targets/announcements.js';
import type { LaunchPlan } from '../targets/launcher.js';
import type { ProgramProcess } from '../targets/program-process.js';
import type { Gate } from './gate.js';

/** Takes the processes of a launched program under control, each as soon as it can be reached. */
export class Arrivals {
  readonly #client: Client;
  readonly #debuggee: Debuggee;
  readonly #configured: Gate;
  #announcements: Announcements | undefined;
  /** Processes that Node has told of as it started, by their inspectors' addresses. */
  readonly #starting = new Map<string, Promise<ProgramProcess>>();

  /** @param configured when the program may run */
  constructor(client: Client, debuggee: Debuggee, configured: Gate) {
    this.#client = client;
    this.#debuggee = debuggee;
    this.#configured = configured;
  }

  /** Listens for the processes that tell of themselves. */
  expect(program: Program, { options, token }: LaunchPlan): void {
    this.#announcements = new Announcements(options.sessionFolder, token, (record, url) => {
      void this.#arrived(program, record, url);
    });
    this.#announcements.start();
  }

  stop(): void {
    this.#announcements?.stop();
  }

  /** Node itself says where the inspector of a process listens, before the process tells of itself. */
  starting(url: string, name: string): void {
    const { program } = this.#debuggee;
    // After a busy moment, the process may have arrived before this line.
    if (!program || this.#starting.has(url)) return;
    const process = program.attachStarting(url, name, () => this.#configured.isOpen);
    // Whoever it tells of itself hears of that.
    process.catch(() => undefined);
    this.#starting.set(url, process);
  }

  /** A process of the program waits for its debugger. */
  async #arrived(program: Program, record: SessionRecord, url: string): Promise<void> {
    try {
      const [process, runs] = await this.#taken(program, record, url);
      if (record.parent === null) {
        this.#client.event('process', {
          ...{ name: record.entry, systemProcessId: record.pid, isLocalProcess: true },
          startMethod: 'launch',
        });
      }
      if (runs) return;
      await this.#configured.opened;
      await process.run();
    } catch {
      // It has ended before it could be attached to.
    }
  }

  /** A process under control that has told of itself, and whether it may run already. */
  async #taken(
    program: Program,
    record: SessionRecord,
    url: string,
  ): Promise<[ProgramProcess, boolean]> {
    const starting = await this.#starting.get(url)?.catch(() => undefined);
    if (starting) {
      program.introduce(starting, record);
      return [starting, false];
    }
    const runs = this.#configured.isOpen;
    const attached = program.attach(url, record, runs);
    this.#starting.set(url, attached);
    return [await attached, runs];
  }
}
