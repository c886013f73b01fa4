// npm run campaign:updates -- [filter] [--sample N] [--doc FILE]
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from './run-command.mjs';

const folder = join(import.meta.dirname, '../tests/oracle');
// Beside its source: it finds the programs and the packages from there.
const outfile = join(folder, `.updates-campaign-${process.pid}.mjs`);
try {
  await build({
    entryPoints: [join(folder, 'updates-campaign.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const { code } = await runCommand(process.execPath, [outfile, ...process.argv.slice(2)], {
    cwd: join(folder, '../..'),
  });
  process.exitCode = code ?? 1;
} finally {
  rmSync(outfile, { force: true });
}
