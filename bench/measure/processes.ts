import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Started {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The command is killed after this long; a benchmark must not hang. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 180_000;

/** What a command wrote to stdout, and how long it took from start to exit. */
export interface Ended {
  stdout: string;
  elapsedMs: number;
}

/**
 * Runs a command to its end.
 * @throws {Error} with what it wrote to stderr, when it fails
 */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: Started = {},
): Promise<Ended> {
  const start = performance.now();
  const child = new Program(command, args, options);
  const code = await child.ended;
  const elapsedMs = performance.now() - start;
  if (code !== 0) throw new Error(`${child.title} ended with ${code}:\n${child.lastErrors()}`);
  return { stdout: child.output, elapsedMs };
}

/** A program that runs beside the benchmark and talks with it by lines. */
export class Program {
  /** Exit code or name of the signal. */
  readonly ended: Promise<number | string>;
  readonly title: string;
  output = '';
  errorText = '';
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #waiting: (() => void)[] = [];
  #over = false;

  constructor(command: string, args: readonly string[], options: Started = {}) {
    this.title = [command, ...args].join(' ');
    const { cwd, env, timeoutMs = defaultTimeoutMs } = options;
    this.#child = spawn(command, args, { cwd, env, stdio: 'pipe', shell: false });
    const timer = setTimeout(() => this.kill(), timeoutMs);
    const { stdout, stderr, stdin } = this.#child;
    stderr?.setEncoding('utf8').on('data', (text: string) => (this.errorText += text));
    stdin?.on('error', () => undefined);
    if (stdout) {
      createInterface({ input: stdout }).on('line', (line) => {
        this.output += `${line}\n`;
        this.#lines.push(line);
        this.#wake();
      });
    }
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => {
        clearTimeout(timer);
        this.#over = true;
        this.#wake();
        resolve(code ?? signal ?? 'nothing');
      });
    });
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /**
   * The next line of stdout that no one has taken yet.
   * @throws {Error} when the program has ended without one
   */
  async line(): Promise<string> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#over) throw new Error(`${this.title} ended early:\n${this.lastErrors()}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** @throws {Error} when the program ends before it has written this very line */
  async waitFor(text: string): Promise<void> {
    while ((await this.line()) !== text);
  }

  /** The end of what it wrote to stderr; long lines, as of minified code, are cut. */
  lastErrors(): string {
    const lines = this.errorText.trimEnd().split('\n').slice(-20);
    return lines.map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line)).join('\n');
  }

  write(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
