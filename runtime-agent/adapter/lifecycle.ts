import { readFile } from 'node:fs/promises';
import type { ChildProcess } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import { cannotAttach, RestitchError, noTerminal } from '../../protocol/diagnostics.js';
import type { SessionRecord } from '../../protocol/session.js';
import type { SessionConnection } from '../client/connection.js';
import { scopeFilter } from '../loader/project.js';
import { defaultStoreFolder } from '../loader/store.js';
import type { AttachArguments, CommonArguments, LaunchArguments } from './dap/arguments.js';
import { Placing } from './breakpoints/placing.js';
import { capabilities } from './dap/capabilities.js';
import { PutOff } from './dap/put-off.js';
import { Control } from './control.js';
import type { Client } from './debug-session.js';
import { ExceptionFilters } from './exceptions/judge.js';
import { consoleOutput } from './output.js';
import { Program, type ProgramEvents, type ProgramOptions } from './program.js';
import type { References } from './values/references.js';
import { SkipFiles } from './sources/skip-files.js';
import type { SourceVersion } from './sources/source-version.js';
import { VersionStore } from './sources/version-store.js';
import { StackView } from './stack.js';
import { Announcements } from './targets/announcements.js';
import { attachAddress } from './targets/attach-address.js';
import {
  isInTerminal,
  planLaunch,
  startChild,
  terminalRequest,
  type LaunchPlan,
} from './targets/launcher.js';
import type { ProgramProcess } from './targets/program-process.js';
import type { StopReason } from './targets/thread-host.js';
import type { DebugThread } from './targets/thread.js';

/** How long a program that was asked to end may take, in milliseconds. */
const GRACE = 2000;

/** How long after its inspector a program that has ended may be there, in milliseconds. */
const END_GRACE = 2000;

/** Evaluations are not answered where V8 is stopped in the middle of Node's own timers. */
const DEFAULT_SKIP = ['<node_internals>/**'];

/** A debug session from its start to its end. */
export class Lifecycle {
  program: Program | undefined;
  stack!: StackView;
  readonly #client: Client;
  readonly #ownFolder: string;
  readonly #references: References;
  readonly #exceptions = new ExceptionFilters();
  #opened!: (program: Program) => void;
  /** Breakpoints may come before the program is there to have them. */
  readonly #whenOpen = new Promise<Program>((settle) => (this.#opened = settle));
  #launched: { args: LaunchArguments; plan: LaunchPlan } | undefined;
  #child: ChildProcess | undefined;
  #childEnd: Promise<void> | undefined;
  /** Processes that Node has told of as it started, by their inspectors' addresses. */
  readonly #starting = new Map<string, Promise<ProgramProcess>>();
  #terminalPid: number | undefined;
  #announcements: Announcements | undefined;
  #isConfigured = false;
  #configured!: () => void;
  readonly #whenConfigured = new Promise<void>((settle) => (this.#configured = settle));
  #outputCapture: 'console' | 'std' = 'std';
  /** The client can run programs in terminals. */
  #hasTerminals = false;
  #isEnding = false;
  #isRestarting = false;
  #exitCode: number | undefined;
  #told: Promise<void> = Promise.resolve();
  readonly #nodeSources: PutOff<DebugProtocol.Source>;
  readonly #placing = new Placing();
  readonly control: Control;

  constructor(client: Client, ownFolder: string, references: References) {
    this.#client = client;
    this.#ownFolder = ownFolder;
    this.#references = references;
    this.control = new Control(this, references, this.#placing);
    this.#nodeSources = new PutOff((source) => this.#tellSource(source));
  }

  #tellSource(source: DebugProtocol.Source): void {
    this.#client.event('loadedSource', { reason: 'new', source });
  }

  #open(
    common: CommonArguments,
    cwd: string,
    options: Omit<ProgramOptions, 'ownFolder' | 'skip'>,
  ): Program {
    this.#outputCapture = common.outputCapture ?? 'std';
    const { skipFiles = DEFAULT_SKIP, justMyCode = false } = common;
    const skip = new SkipFiles(skipFiles, justMyCode, cwd, this.#ownFolder);
    const whole = { ...options, ownFolder: this.#ownFolder, skip };
    const program = new Program(whole, this.#events(), this.#exceptions);
    this.program = program;
    this.stack = new StackView(program);
    this.#opened(program);
    this.#client.event('initialized');
    return program;
  }

  initialized({ supportsRunInTerminalRequest = false }: DebugProtocol.InitializeRequestArguments) {
    this.#hasTerminals = supportsRunInTerminalRequest;
    return capabilities;
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
    const { sessionFolder } = plan.options;
    this.#announcements = new Announcements(sessionFolder, plan.token, (record, url) => {
      void this.#arrived(program, record, url);
    });
    this.#announcements.start();
    if (isInTerminal(args)) {
      const kind = args.console === 'integratedTerminal' ? 'integrated' : 'external';
      if (!this.#hasTerminals) throw new RestitchError(noTerminal(args.console));
      this.#terminalPid = await this.#client.runInTerminal(terminalRequest(plan, kind));
      return;
    }
    await (child ?? this.#startChild(plan, args.program));
  }

  #startChild(plan: LaunchPlan, entry: string): Promise<void> {
    const child = startChild(plan, {
      output: (category, output) => {
        if (this.#outputCapture === 'std' || category === 'stderr') {
          this.#client.event('output', { category, output });
        }
      },
      inspector: (url) => {
        const { program } = this;
        // After a busy moment, the process may have arrived before this line.
        if (!program || this.#starting.has(url)) return;
        const process = program.attachStarting(url, basename(entry), () => this.#isConfigured);
        // Whoever it tells of itself hears of that.
        process.catch(() => undefined);
        this.#starting.set(url, process);
      },
    });
    this.#child = child;
    this.#childEnd = new Promise((settle) => child.once('exit', () => settle()));
    child.once('close', (code, signal) => this.#exited(code, signal));
    return new Promise((settle, reject) => {
      child.once('spawn', () => settle());
      child.once('error', reject);
    });
  }

  /** A process under control that has told of itself, and whether it may run already. */
  async #arriving(
    program: Program,
    record: SessionRecord,
    url: string,
  ): Promise<[ProgramProcess, boolean]> {
    const starting = await this.#starting.get(url)?.catch(() => undefined);
    if (starting) {
      program.introduce(starting, record);
      return [starting, false];
    }
    const runs = this.#isConfigured;
    const attached = program.attach(url, record, runs);
    this.#starting.set(url, attached);
    return [await attached, runs];
  }

  /** A process of the program waits for its debugger. */
  async #arrived(program: Program, record: SessionRecord, url: string): Promise<void> {
    try {
      const [process, runs] = await this.#arriving(program, record, url);
      if (record.parent === null) {
        this.#client.event('process', {
          ...{ name: record.entry, systemProcessId: record.pid, isLocalProcess: true },
          startMethod: 'launch',
        });
      }
      if (runs) return;
      await this.#whenConfigured;
      await process.run();
    } catch {
      // It has ended before it could be attached to.
    }
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
    void this.#whenConfigured.then(() => {
      for (const { main } of program.processes) main.run().catch(() => undefined);
    });
    return undefined;
  }

  configured(): undefined {
    this.#isConfigured = true;
    this.#configured();
  }

  #events(): ProgramEvents {
    const client = this.#client;
    return {
      stopped: (thread, reason) => this.#tellStopped(thread, reason),
      updated: (thread, reason) => {
        this.control.forget(thread);
        client.event('invalidated', { areas: ['all'], threadId: thread.id });
        this.#tellStopped(thread, reason);
      },
      continued: (thread) => client.event('continued', { threadId: thread.id }),
      thread: (thread, reason) => client.event('thread', { reason, threadId: thread.id }),
      breakpoint: (breakpoint) => client.event('breakpoint', { reason: 'changed', breakpoint }),
      loadedSource: (source) => {
        if (source.path?.startsWith('node:') === true) this.#nodeSources.add(source);
        else this.#tellSource(source);
      },
      output: (body) => client.event('output', body),
      console: (thread, event) => {
        // Some need longer to be told; they are told in the order in which they were written.
        this.#told = this.#told.then(() => this.#console(thread, event));
      },
      pending: (session) => client.event('restitch/pending', { session }),
      notice: ({ outcome, result }) => {
        if (outcome === 'nothing-to-do') return;
        client.event(outcome === 'applied' ? 'restitch/applied' : 'restitch/failed', result);
        if (outcome === 'applied') client.event('invalidated', { areas: ['all'] });
      },
      rewritten: () => client.event('invalidated', { areas: ['all'] }),
      lost: (process) => void this.#lost(process),
      ended: () => this.#ended(),
    };
  }

  #tellStopped(thread: DebugThread, { hitBreakpointIds, ...rest }: StopReason): void {
    this.#client.event('stopped', {
      ...rest,
      ...{ threadId: thread.id, allThreadsStopped: false },
      ...(hitBreakpointIds === undefined ? {} : { hitBreakpointIds }),
    });
  }

  async #console(
    thread: DebugThread,
    event: Protocol.Runtime.ConsoleAPICalledEvent,
  ): Promise<void> {
    const isPiped = this.#child !== undefined && this.#outputCapture === 'std';
    if (isPiped || !this.program) return;
    try {
      const output = await consoleOutput(this.program, thread, event, this.#references.lasting());
      if (output) this.#client.event('output', output);
    } catch {
      // The thread has ended; what it wrote last cannot be looked into.
    }
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = undefined;
    this.#exitCode = code ?? (signal ? 128 : 0);
    if (!this.program || this.program.processes.size === 0) this.#ended();
  }

  /** The inspector of a process is gone; the process itself may run on. */
  async #lost(process: ProgramProcess): Promise<void> {
    const pid = await process.pid();
    // One that has ended is there until its parent has taken note of that.
    const hasEnded = await Promise.race([
      this.#childEnd?.then(() => true),
      new Promise<boolean>((settle) => setTimeout(() => settle(false), END_GRACE).unref()),
    ]);
    const isOver = process.isEnding || this.#isEnding || this.#isRestarting || hasEnded;
    if (isOver || pid === undefined) return;
    if (!send(pid, 0)) return;
    const output = `${process.name} has closed its inspector; it goes on without the debugger.\n`;
    this.#client.event('output', { category: 'console', output });
  }

  /** All processes are gone. */
  #ended(): void {
    if (this.#child || this.#isRestarting || this.#isEnding) return;
    if (this.#launched?.args.restart && this.#exitCode === 0) {
      void this.restart(undefined);
      return;
    }
    this.#isEnding = true;
    this.#announcements?.stop();
    this.#nodeSources.flush();
    if (this.#exitCode !== undefined) this.#client.event('exited', { exitCode: this.#exitCode });
    this.#client.event('terminated');
  }

  async terminate(): Promise<undefined> {
    await this.#kill('SIGTERM');
    return undefined;
  }

  async #kill(signal: NodeJS.Signals): Promise<void> {
    const processes = [...(this.program?.processes ?? [])];
    const known = await Promise.all(processes.map((process) => process.pid()));
    const pids = known.filter((pid) => pid !== undefined);
    if (this.#child?.pid !== undefined) pids.push(this.#child.pid);
    if (this.#terminalPid !== undefined) pids.push(this.#terminalPid);
    // What is killed runs nothing any more.
    const threads = signal === 'SIGKILL' ? [] : (this.program?.threads() ?? []);
    for (const thread of threads) {
      await this.control.endEvaluation(thread);
      // A stopped thread would not notice.
      if (thread.stopped) await thread.resume().catch(() => undefined);
    }
    for (const pid of new Set(pids)) send(pid, signal);
    const timer = setTimeout(() => {
      for (const pid of new Set(pids)) send(pid, 'SIGKILL');
    }, GRACE);
    timer.unref();
    this.#child?.once('close', () => clearTimeout(timer));
  }

  async disconnect(terminateDebuggee: boolean | undefined): Promise<undefined> {
    const ends = terminateDebuggee ?? this.#launched !== undefined;
    this.#isEnding = true;
    this.#announcements?.stop();
    if (ends) await this.#kill('SIGKILL');
    for (const thread of this.program?.threads() ?? []) await this.control.endEvaluation(thread);
    this.program?.detach();
    return undefined;
  }

  async restart(args: DebugProtocol.RestartArguments | undefined): Promise<undefined> {
    const { program } = this;
    if (!this.#launched || !program)
      throw new Error('Only what was launched can be started again.');
    const given = args?.arguments as LaunchArguments | undefined;
    if (given) this.#launched = { args: given, plan: planLaunch(given, this.#ownFolder) };
    const { args: settings } = this.#launched;
    const plan = planLaunch(settings, this.#ownFolder);
    this.#isRestarting = true;
    this.#announcements?.stop();
    const child = this.#child;
    const gone = child && new Promise<void>((settle) => child.once('close', () => settle()));
    await this.#kill('SIGKILL');
    await gone;
    this.#isRestarting = false;
    await this.#start(program, plan, settings);
    return undefined;
  }

  setBreakpoints(
    source: DebugProtocol.Source,
    requested: DebugProtocol.SourceBreakpoint[],
  ): Promise<DebugProtocol.SetBreakpointsResponse['body']> {
    const file = source.path ?? source.name ?? '';
    return this.#place(async (program) => {
      const breakpoints = await program.breakpoints.set(file, requested);
      // There is time for it as long as the program starts.
      if (program.processes.size === 0) setImmediate(() => program.breakpoints.expect(file));
      return { breakpoints };
    });
  }

  setFunctionBreakpoints(
    requested: DebugProtocol.FunctionBreakpoint[],
  ): Promise<DebugProtocol.SetFunctionBreakpointsResponse['body']> {
    return this.#place(async ({ breakpoints }) => ({
      breakpoints: await breakpoints.setFunctions(requested),
    }));
  }

  #place<T>(work: (program: Program) => Promise<T>): Promise<T> {
    return this.#placing.add(this.#whenOpen.then(work));
  }

  async setExceptionBreakpoints(
    args: DebugProtocol.SetExceptionBreakpointsArguments,
  ): Promise<undefined> {
    this.#exceptions.set(args);
    const { state } = this.#exceptions;
    for (const thread of this.program?.threads() ?? []) {
      await thread.session.send('Debugger.setPauseOnExceptions', { state });
    }
    return undefined;
  }

  /** The version of a file that lies on disk, where it would be instrumented. */
  onDisk(file: string): SourceVersion | undefined {
    const { program } = this;
    return program?.inScope(file) ? program.versions?.onDisk(file, undefined) : undefined;
  }

  thread(id: number): DebugThread {
    const found = this.program?.thread(id);
    if (!found) throw new Error(`There is no thread ${id}.`);
    return found;
  }

  /** The first thread, where a request names none. */
  anyThread(): DebugThread {
    const threads = [...(this.program?.threads() ?? [])];
    const found = threads.find(({ stopped }) => stopped) ?? threads[0];
    if (!found) throw new Error('The program does not run.');
    return found;
  }

  /** The coordinator of the program's first process. */
  async session(): Promise<SessionConnection> {
    const [first] = [...(this.program?.processes ?? [])].filter(
      ({ record, isStarting }) => record ?? isStarting,
    );
    const found = await first?.neededSession();
    if (!found) throw new Error('The program does not run under Restitch, or has ended.');
    return found;
  }

  async source(
    reference: number | undefined,
    path: string | undefined,
  ): Promise<DebugProtocol.SourceResponse['body']> {
    const mimeType = 'text/javascript';
    if (reference) {
      const content = await this.program?.sources.content(reference);
      if (content === undefined) throw new Error('This source is no longer there.');
      return { content, mimeType };
    }
    const file = path ?? '';
    for (const thread of this.program?.threads() ?? []) {
      const script = [...thread.scripts.values()].find(({ file: name }) => name === file);
      if (!script || script.isProgram) continue;
      const { scriptSource } = await thread.session.send('Debugger.getScriptSource', {
        scriptId: script.id,
      });
      return { content: scriptSource, mimeType };
    }
    return { content: await readFile(file, 'utf8'), mimeType };
  }
}

/** @returns whether the process is there */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
