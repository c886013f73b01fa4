import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run-command.mjs';
import { setUpWorkbench } from './setup.mjs';

/**
 * Installs a package as the editor's own command does it.
 * @param {string} file The `.vsix`; absolute.
 * @param {string} extensions The folder of installed extensions; made when there is none.
 * @returns {Promise<string>} The folder of the installed extension.
 * @throws {Error} with what the editor said, when it does not take the package.
 */
export async function installPackage(file, extensions) {
  const { node, server } = await setUpWorkbench();
  const home = await mkdtemp(join(tmpdir(), 'restitch-install-'));
  try {
    const config = join(home, 'config.yaml');
    await writeFile(config, 'auth: none\n');
    const { code, output } = await runCommand(
      node,
      [
        ...[server, '--config', config, '--install-extension', file],
        ...['--extensions-dir', extensions, '--user-data-dir', join(home, 'user-data')],
      ],
      {
        cwd: home,
        env: { ...process.env, HOME: home, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
        quiet: true,
      },
    );
    const installed = code === 0 ? await readdir(extensions) : [];
    const name = installed.find((one) => one.startsWith('restitch.restitch-'));
    if (name === undefined) throw new Error(`the editor did not install ${file}:\n${output}`);
    return join(extensions, name);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
