import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelSource } from '../../../program-model/model/index.js';
import type {
  ActiveStatement,
  Baseline,
  BaselineStack,
  SessionSource,
  TypeText,
  UpdateNotice,
} from '../../../protocol/baseline.js';
import type { BaselineOptions } from '../../../protocol/rpc.js';
import type { StackResult } from '../../../protocol/results.js';
import type { SessionRecord } from '../../../protocol/session.js';
import { RpcServer } from '../../../runtime-agent/coordinator/rpc-server.js';
import { openSessionFolder } from '../../../runtime-agent/coordinator/session-folder.js';
import { moduleText } from '../../../runtime-agent/loader/compile.js';
import { fileKind } from '../../../runtime-agent/loader/file-kind.js';
import { hashText } from '../../../runtime-agent/loader/hash.js';
import { typeScriptOptions } from '../../../runtime-agent/loader/tsconfig.js';

/** Activations to pretend: they stand where the text begins in the module text. */
export interface Activity {
  file: string;
  at: string;
  state?: ActiveStatement['state'];
  isLeaf?: boolean;
  count?: number;
}

let sessions = 0;

/** A session's socket without a program: it says what a test tells it to say. */
export class FakeSession {
  version = 1;
  stack: StackResult['threads'] = [];
  /** Frames by the order of `activity`. */
  stacks: BaselineStack[] = [];
  readonly record: SessionRecord;
  readonly #server: RpcServer;
  readonly #sources = new Map<string, SessionSource>();
  readonly #modules = new Map<string, string>();
  #activity: Activity[] = [];
  /** Files that only declare types, as they were. */
  declared: TypeText[] = [];
  calls: string[] = [];

  private constructor(
    readonly folder: string,
    readonly sessionFolder: string,
    name: string,
  ) {
    sessions += 1;
    this.#server = new RpcServer({
      baseline: (params) => this.#said('baseline', this.#baseline(params)),
      source: (params) => this.#said('source', this.#source((params as { hash: string }).hash)),
      subscribe: (_params, client) => {
        client.subscribe();
        return { version: this.version };
      },
      typeTexts: () => this.declared,
      stack: () => ({ session: name, version: this.version, threads: this.stack }),
    });
    this.record = {
      name,
      pid: process.pid,
      entry: join(folder, 'main.js'),
      cwd: folder,
      started: new Date().toISOString(),
      socket: join(sessionFolder, `${process.pid}-${sessions}.sock`),
      node: process.version,
      parent: null,
    };
  }

  /** Runs the files of a folder, as they lie there. */
  static async start(
    folder: string,
    sessionFolder: string,
    files: Record<string, string>,
    name = 'fake',
  ): Promise<FakeSession> {
    const session = new FakeSession(folder, sessionFolder, name);
    for (const [file, text] of Object.entries(files)) session.#load(file, text);
    await session.#server.listen(session.record.socket);
    openSessionFolder(sessionFolder).announce(session.record);
    return session;
  }

  activity(...activity: Activity[]): void {
    this.#activity = activity;
  }

  /** The program loads a file, and tells nobody. */
  load(name: string, text: string): void {
    this.#load(name, text);
  }

  /** The program goes on with other texts. */
  update(files: Record<string, string>, outcome: UpdateNotice['outcome'] = 'applied'): void {
    if (outcome === 'applied') {
      this.version += 1;
      for (const [file, text] of Object.entries(files)) this.#load(file, text);
    }
    const { version } = this;
    const paths = Object.keys(files).map((file) => join(this.folder, file));
    const notice: UpdateNotice = {
      kind: 'update',
      outcome,
      version,
      files: paths,
      diagnostics: [],
      result: { outcome, version, pauseMs: 0, totalMs: 0, threads: [], diagnostics: [] },
    };
    this.#server.publish('updated', notice);
  }

  /** The program ends. */
  end(): void {
    this.#server.close();
    openSessionFolder(this.sessionFolder).remove(this.record);
  }

  #said<T>(method: string, value: T): T {
    this.calls.push(method);
    return value;
  }

  #load(name: string, authored: string): void {
    const file = join(this.folder, name);
    writeFileSync(file, authored);
    const kind = { ...fileKind(file), format: fileKind(file).format ?? ('module' as const) };
    const typescript = typeScriptOptions(file);
    const { text, format, stripMap } = moduleText({ id: file, authored, kind, typescript });
    const hash = hashText(`${file} ${authored}`);
    const texts = { authored, text, map: stripMap ?? null };
    this.#sources.set(hash, {
      ...{ file, hash, format, statements: false, ...texts, skipped: null, charts: null },
    });
    this.#modules.set(file, hash);
  }

  #source(hash: string): SessionSource {
    const source = this.#sources.get(hash);
    if (!source) throw new Error(`There is no source ${hash}.`);
    return source;
  }

  #baseline(params: unknown): Baseline {
    const withStacks = (params as BaselineOptions | null)?.stacks === true;
    return {
      ...(withStacks && { stacks: this.stacks }),
      session: this.record.name,
      version: this.version,
      modules: [...this.#modules].map(([file, hash]) => ({ file, hash })),
      active: this.#activity.flatMap((activity) => this.#statement(activity)),
      homeless: 0,
      unreachable: [],
    };
  }

  #statement(activity: Activity): ActiveStatement[] {
    const { at, state = 'waiting', isLeaf = false, count = 1 } = activity;
    const file = join(this.folder, activity.file);
    const { hash, text, format } = this.#source(this.#modules.get(file) ?? '');
    const offset = text.indexOf(at);
    const { functions } = modelSource({ id: file, text, format });
    const fn = functions.findLast(({ start, end }) => start <= offset && offset < end);
    if (offset < 0 || !fn) return [];
    const isHere = ({ start, kind }: (typeof fn.points)[number]): boolean =>
      start === offset && kind !== 'after' && kind !== 'before';
    const point = state === 'running' ? undefined : fn.points.find(isHere);
    if (state !== 'running' && !point) throw new Error(`there is no point at ${at}`);
    const place = {
      file,
      hash,
      fn: fn.index,
      function: fn.path,
      point: point?.key ?? null,
      offset,
    };
    return [{ ...place, state, isLeaf, thread: 0, count }];
  }
}
