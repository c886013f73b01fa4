import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { cannotAttach, RestitchError, noTerminal } from '../../../protocol/diagnostics.js';
import { scopeFilter } from '../../loader/project.js';
import { defaultStoreFolder } from '../../loader/store.js';
import type { Control } from '../control.js';
import type { AttachArguments, CommonArguments, LaunchArguments } from '../dap/arguments.js';
import { capabilities } from '../dap/capabilities.js';
import type { Client } from '../debug-session.js';
import type { Debuggee } from '../debuggee.js';
import type { ExceptionFilters } from '../exceptions/judge.js';
import { Program, type ProgramOptions } from '../program.js';
import { SkipFiles } from '../sources/skip-files.js';
import { VersionStore } from '../sources/version-store.js';
import { attachAddress } from '../targets/attach-address.js';
import { isInTerminal, planLaunch, terminalRequest, type LaunchPlan } from '../targets/launcher.js';
import type { ProgramProcess } from '../targets/program-process.js';
import type { References } from '../values/references.js';
import { Arrivals } from './arrivals.js';
import { endProgram, send } from './ending.js';
import { Gate } from './gate.js';
import { LaunchedProcess } from './launched-process.js';
import { ProgramNews } from './program-news.js';

/** How long after its inspector a program that has ended may be there, in milliseconds. */
const END_GRACE = 2000;

/** Evaluations are not answered where V8 is stopped in the middle of Node's own timers. */
const DEFAULT_SKIP = ['<node_internals>/**'];

export interface LifecycleContext {
  client: Client;
  /** The folder of Restitch's bundles. */
  ownFolder: string;
  debuggee: Debuggee;
  control: Control;
  exceptions: ExceptionFilters;
  references: References;
}

/** A debug session from its start to its end. */
export class Lifecycle {
  readonly #client: Client;
  readonly #ownFolder: string;
  readonly #debuggee: Debuggee;
  readonly #control: Control;
  readonly #exceptions: ExceptionFilters;
  readonly #news: ProgramNews;
  readonly #process: LaunchedProcess;
  readonly #arrivals: Arrivals;
  readonly #configured = new Gate();
  /** What was launched; absent where the session has attached. */
  #launched: { args: LaunchArguments; plan: LaunchPlan } | undefined;
  /** The client can run programs in terminals. */
  #hasTerminals = false;
  #isEnding = false;
  #isRestarting = false;

  constructor({ exceptions, ownFolder, ...context }: LifecycleContext) {
    const { client, debuggee, control } = context;
    this.#client = client;
    this.#ownFolder = ownFolder;
    this.#debuggee = debuggee;
    this.#control = control;
    this.#exceptions = exceptions;
    this.#news = new ProgramNews({
      ...context,
      isChild: () => this.#process.isChild,
      lost: (process) => void this.#lost(process),
      ended: () => this.#ended(),
    });
    this.#arrivals = new Arrivals(client, debuggee, this.#configured);
    this.#process = new LaunchedProcess(() => {
      if (!debuggee.program || debuggee.program.processes.size === 0) this.#ended();
    });
  }

  initialized({ supportsRunInTerminalRequest = false }: DebugProtocol.InitializeRequestArguments) {
    this.#hasTerminals = supportsRunInTerminalRequest;
    return capabilities;
  }

  #open(
    common: CommonArguments,
    cwd: string,
    options: Omit<ProgramOptions, 'ownFolder' | 'skip'>,
  ): Program {
    this.#news.capture = common.outputCapture ?? 'std';
    const { skipFiles = DEFAULT_SKIP, justMyCode = false } = common;
    const skip = new SkipFiles(skipFiles, justMyCode, cwd, this.#ownFolder);
    const whole = { ...options, ownFolder: this.#ownFolder, skip };
    const program = new Program(whole, this.#news, this.#exceptions);
    this.#debuggee.open(program);
    this.#client.event('initialized');
    return program;
  }

  async launch(args: LaunchArguments): Promise<undefined> {
    const plan = planLaunch(args, this.#ownFolder);
    this.#launched = { args, plan };
    const entry = args.stopOnEntry ? realpathSync(resolve(plan.cwd, args.program)) : undefined;
    // Node needs some time to start; everything else is done meanwhile.
    const child = isInTerminal(args) ? undefined : this.#startChild(plan, args.program);
    child?.catch(() => undefined);
    const program = this.#open(args, plan.cwd, {
      versions: new VersionStore(plan.options.storeFolder, this.#ownFolder, true),
      inScope: scopeFilter(plan.options.scope, this.#ownFolder),
      ...(entry === undefined ? {} : { entry }),
    });
    await this.#start(program, plan, args, child);
    return undefined;
  }

  /** @param child settled when the program's process is there, unless it is to be started yet */
  async #start(
    program: Program,
    plan: LaunchPlan,
    args: LaunchArguments,
    child?: Promise<void>,
  ): Promise<void> {
    this.#arrivals.expect(program, plan);
    if (isInTerminal(args)) {
      const kind = args.console === 'integratedTerminal' ? 'integrated' : 'external';
      if (!this.#hasTerminals) throw new RestitchError(noTerminal(args.console));
      this.#process.terminalPid = await this.#client.runInTerminal(terminalRequest(plan, kind));
      return;
    }
    await (child ?? this.#startChild(plan, args.program));
  }

  #startChild(plan: LaunchPlan, entry: string): Promise<void> {
    return this.#process.start(plan, {
      output: (category, output) => this.#news.piped(category, output),
      inspector: (url) => this.#arrivals.starting(url, basename(entry)),
    });
  }

  async attach(args: AttachArguments): Promise<undefined> {
    const { url, record, statements } = await attachAddress(args);
    const versions = new VersionStore(defaultStoreFolder(), this.#ownFolder, statements);
    const program = this.#open(args, record?.cwd ?? process.cwd(), {
      versions,
      inScope: () => false,
    });
    const attached = await program.attach(url, record, false);
    const pid = await attached.pid();
    if (args.pid !== undefined && pid !== args.pid) {
      this.#isEnding = true;
      program.detach();
      const reason = `process ${pid ?? '?'} listens on its port. Give its inspector's port.`;
      throw new RestitchError(cannotAttach(`process ${args.pid}`, reason));
    }
    void this.#configured.opened.then(() => {
      for (const { main } of program.processes) main.run().catch(() => undefined);
    });
    return undefined;
  }

  configured(): undefined {
    this.#configured.open();
  }

  /** The inspector of a process is gone; the process itself may run on. */
  async #lost(process: ProgramProcess): Promise<void> {
    const pid = await process.pid();
    // One that has ended is there until its parent has taken note of that.
    const hasEnded = await Promise.race([
      this.#process.ended?.then(() => true),
      new Promise<boolean>((settle) => setTimeout(() => settle(false), END_GRACE).unref()),
    ]);
    const isOver = process.isEnding || this.#isEnding || this.#isRestarting || hasEnded;
    if (isOver || pid === undefined) return;
    if (!send(pid, 0)) return;
    const output = `${process.name} has closed its inspector; it goes on without the debugger.\n`;
    this.#news.output({ category: 'console', output });
  }

  /** All processes are gone. */
  #ended(): void {
    const { isChild, exitCode } = this.#process;
    if (isChild || this.#isRestarting || this.#isEnding) return;
    if (this.#launched?.args.restart && exitCode === 0) {
      void this.restart(undefined);
      return;
    }
    this.#isEnding = true;
    this.#arrivals.stop();
    this.#news.flush();
    if (exitCode !== undefined) this.#client.event('exited', { exitCode });
    this.#client.event('terminated');
  }

  async terminate(): Promise<undefined> {
    await this.#end('SIGTERM');
    return undefined;
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    return endProgram(signal, this.#debuggee, this.#control, this.#process);
  }

  async disconnect(terminateDebuggee: boolean | undefined): Promise<undefined> {
    const ends = terminateDebuggee ?? this.#launched !== undefined;
    this.#isEnding = true;
    this.#arrivals.stop();
    if (ends) await this.#end('SIGKILL');
    const threads = this.#debuggee.program?.threads() ?? [];
    for (const thread of threads) await this.#control.endEvaluation(thread);
    this.#debuggee.program?.detach();
    return undefined;
  }

  async restart(args: DebugProtocol.RestartArguments | undefined): Promise<undefined> {
    const { program } = this.#debuggee;
    if (!this.#launched || !program)
      throw new Error('Only what was launched can be started again.');
    const given = args?.arguments as LaunchArguments | undefined;
    if (given) this.#launched = { args: given, plan: planLaunch(given, this.#ownFolder) };
    const { args: settings } = this.#launched;
    const plan = planLaunch(settings, this.#ownFolder);
    this.#isRestarting = true;
    this.#arrivals.stop();
    const { closed } = this.#process;
    await this.#end('SIGKILL');
    await closed;
    this.#isRestarting = false;
    await this.#start(program, plan, settings);
    return undefined;
  }
}
