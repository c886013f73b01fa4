import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const guard = join(dirname(fileURLToPath(import.meta.url)), 'guard.mjs');

/** How long the server may take to answer. */
const startMs = 60_000;

/** Nothing that is not asked for: no welcome page, no chat, no updates, no Git, no telemetry. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  'security.workspace.trust.untrustedFiles': 'open',
  'telemetry.telemetryLevel': 'off',
  // Tests read what it shows.
  'terminal.integrated.gpuAcceleration': 'off',
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} node
 * @property {string} server
 * @property {string} home Folder for all that the server writes; made when there is none.
 * @property {string} [userData] The user's data, if not in `home`.
 * @property {string} [extensions] Folder of installed extensions, if not in `home`.
 * @property {Record<string, unknown>} [settings] Beside the quiet ones.
 * @property {boolean} [askForTrust] Folders are trusted unless this is set.
 * @property {NodeJS.ProcessEnv} [env] Added to the environment.
 * @property {boolean} [payload] Makes the page heed the `payload` of its address, which tests need.
 */

/** The server of the workbench, with its extension hosts and all that they start. */
export class WorkbenchServer {
  /** @type {import('node:child_process').ChildProcess} */
  #process;
  #port;
  #output = '';

  /**
   * @param {import('node:child_process').ChildProcess} process
   * @param {number} port
   */
  constructor(process, port) {
    this.#process = process;
    this.#port = port;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (this.#output += text));
    }
  }

  /**
   * @param {ServerOptions} options
   * @returns {Promise<WorkbenchServer>} Once it answers.
   * @throws {Error} with the server's output, when it does not.
   */
  static async start(options) {
    const port = await freePort();
    const args = await prepare(options, port);
    const child = spawn(process.execPath, [guard, options.node, options.server, ...args], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...withoutEditor(process.env),
        HOME: options.home,
        // Programs of other workbenches are none of this one's business.
        RESTITCH_RUNTIME_DIR: join(options.home, 'run'),
        EXTENSIONS_GALLERY: '{"serviceUrl":""}',
        ...options.env,
      },
    });
    const server = new WorkbenchServer(child, port);
    try {
      await server.#answers();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** What it has written so far. */
  get output() {
    return this.#output;
  }

  /** `host:port`, as in the authority of a remote folder's URI. */
  get authority() {
    return `127.0.0.1:${this.#port}`;
  }

  /**
   * @param {string} folder Absolute path.
   * @param {[string, string][]} [payload] Pairs of names and values.
   * @returns {string} The page that shows the folder.
   */
  url(folder, payload = []) {
    const url = new URL(`http://${this.authority}/`);
    url.searchParams.set('folder', folder);
    if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
    return url.href.replaceAll('+', '%20');
  }

  /**
   * @param {string} path Absolute.
   * @returns {string} The URI by which the workbench knows a file or folder of the server.
   */
  uri(path) {
    return new URL(`vscode-remote://${this.authority}${encodeURI(path)}`).href;
  }

  /** Ends the server and all that it has started. */
  async stop() {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has just ended by itself.
    }
    const inTime = await Promise.race([
      exited.then(() => true),
      sleep(3000, false, { ref: false }),
    ]);
    if (!inTime) child.stdin?.end();
    await exited;
  }

  async #answers() {
    const started = performance.now();
    while (performance.now() - started < startMs) {
      if (this.#process.exitCode !== null) break;
      try {
        const response = await fetch(`http://${this.authority}/healthz`);
        if (response.ok) return;
      } catch {
        // Not yet.
      }
      await sleep(100);
    }
    throw new Error(`the workbench's server did not start:\n${this.#output}`);
  }
}

/**
 * @param {ServerOptions} options
 * @param {number} port
 * @returns {Promise<string[]>} The server's arguments; its files are in place.
 */
async function prepare(options, port) {
  const { home } = options;
  const userData = options.userData ?? join(home, 'user-data');
  const extensions = options.extensions ?? join(home, 'extensions');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
  const config = join(home, 'config.yaml');
  await writeFile(config, 'auth: none\n');
  return [
    ...['--config', config, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--user-data-dir', userData, '--extensions-dir', extensions],
    ...['--session-socket', join(home, 'session.sock'), '--reconnection-grace-time', '1'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...['--disable-proxy', '--ignore-last-opened'],
    ...(options.askForTrust ? [] : ['--disable-workspace-trust']),
    ...(options.payload ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} Without what an editor, npm or a test runner has put in it.
 */
function withoutEditor(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^(VSCODE_|VITEST|npm_|NODE_OPTIONS$|NODE_ENV$|NODE_CHANNEL|FORCE_COLOR$)/.test(name),
    ),
  );
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
