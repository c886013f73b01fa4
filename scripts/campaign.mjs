// Bundles and runs a campaign of tests/: node scripts/campaign.mjs FOLDER/NAME [its arguments…]
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { testNodes } from './nodes.mjs';
import { runCommand } from './run-command.mjs';

const [name = '', ...args] = process.argv.slice(2);
const source = join(import.meta.dirname, '../tests', `${name}.ts`);
const folder = dirname(source);
// Beside its source: it finds the programs and the packages from there.
const outfile = join(folder, `.campaign-${process.pid}.mjs`);
try {
  await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const { code } = await runCommand(process.execPath, [outfile, ...args], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, CAMPAIGN_NODES: JSON.stringify(testNodes()) },
  });
  process.exitCode = code ?? 1;
} finally {
  rmSync(outfile, { force: true });
}
