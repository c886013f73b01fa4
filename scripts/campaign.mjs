// Bundles and runs a campaign of tests/oracle: node scripts/campaign.mjs NAME [its arguments…]
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from './run-command.mjs';

const [name = '', ...args] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../tests/oracle');
// Beside its source: it finds the programs and the packages from there.
const outfile = join(folder, `.campaign-${process.pid}.mjs`);
try {
  await build({
    entryPoints: [join(folder, `${name}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const { code } = await runCommand(process.execPath, [outfile, ...args], {
    cwd: join(folder, '../..'),
  });
  process.exitCode = code ?? 1;
} finally {
  rmSync(outfile, { force: true });
}
