import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ApplyResult } from '../../protocol/results.js';
import type { ApplyOptions } from '../../protocol/rpc.js';
import { call } from '../../runtime-agent/client/connection.js';
import { openSessionFolder } from '../../runtime-agent/coordinator/session-folder.js';

const command = join(import.meta.dirname, '../../dist/cli.js');

/** How long a cell may take for one step, in milliseconds. */
const PATIENCE = 60_000;

const HELD = `import { existsSync } from 'node:fs';
let go = '';
export const begin = (n) => { go = 'go/' + n; };
export const held = () => !existsSync(go);
`;

const GATE = `import { held } from 'held';
const gates = [];
export function hold(value) { while (held()); return value; }
export function gate(value) {
  return held() ? new Promise((open) => gates.push(() => open(value))) : Promise.resolve(value);
}
export function openGates() { for (const open of gates.splice(0)) open(); }
`;

const MAIN = `import { existsSync, readFileSync } from 'node:fs';
import { begin, held } from 'held';
import { openGates } from './gate.mjs';
const pause = () => new Promise((wake) => setTimeout(wake, 2));
const say = (...words) => console.log(words.join(' '));
for (let n = 1; ; n++) {
  while (!existsSync('commands/' + n)) await pause();
  begin(n);
  try {
    const cell = await import('./cells/' + readFileSync('commands/' + n, 'utf8') + '.mjs');
    const finish = cell.start(() => say('started', n));
    while (held()) await pause();
    openGates();
    say('done', n, await finish());
  } catch (error) {
    say('done', n, String(error));
  }
}
`;

/** A program that runs one cell after the other, under Restitch. */
export class MatrixSession {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'restitch-matrix-')));
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();
  #output = '';
  #count = 0;

  constructor(node = process.execPath) {
    this.write('node_modules/held/package.json', '{"exports":"./index.mjs"}');
    this.write('node_modules/held/index.mjs', HELD);
    this.write('gate.mjs', GATE);
    this.write('main.mjs', MAIN);
    const own = join(this.folder, 'node_modules/.restitch');
    this.#child = spawn(node, [command, 'run', 'main.mjs'], {
      cwd: this.folder,
      env: {
        ...process.env,
        RESTITCH_RUNTIME_DIR: join(own, 'run'),
        RESTITCH_CACHE_DIR: join(own, 'cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        for (const watcher of this.#watchers) watcher();
      });
    }
    this.#child.once('close', () => {
      this.#output += '\nended\n';
      for (const watcher of this.#watchers) watcher();
    });
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
  }

  /** Starts a cell's program and waits until it has come to where it is to be edited. */
  async start(name: string): Promise<void> {
    this.#count += 1;
    this.write(`commands/${this.#count}`, name);
    await this.#line(`started ${this.#count}`);
  }

  apply(options: ApplyOptions): Promise<ApplyResult> {
    const [session] = openSessionFolder(join(this.folder, 'node_modules/.restitch/run')).list();
    if (!session) throw new Error(`no session:\n${this.#output}`);
    return call(session, 'apply', options);
  }

  /** Lets the cell go on, and gives what came of it. */
  async finish(): Promise<string> {
    this.write(`go/${this.#count}`, '');
    const line = await this.#line(`done ${this.#count} `);
    return line.slice(`done ${this.#count} `.length);
  }

  /** The first line that begins like this. */
  #line(beginning: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const watcher = (): void => {
        const lines = this.#output.split('\n').slice(0, -1);
        const found = lines.find((line) => line === beginning || line.startsWith(beginning));
        if (found === undefined && !lines.includes('ended')) return;
        clearTimeout(timer);
        this.#watchers.delete(watcher);
        if (found === undefined) reject(new Error(`it ended:\n${this.#output.slice(-2000)}`));
        else resolve(found);
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(watcher);
        reject(new Error(`no “${beginning}”:\n${this.#output.slice(-2000)}`));
      }, PATIENCE);
      this.#watchers.add(watcher);
      watcher();
    });
  }

  end(): void {
    this.#child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
