// npm run bench [-- options], bench:mapping and bench:releases likewise: sets up, then measures.
// Only figures go to stdout.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  await setUp({ log: (line) => console.error(line) });
  const other = ['mapping', 'releases'].find((name) => name === process.argv[2]);
  const bundle = other === undefined ? 'dist/bench.mjs' : `dist/bench-${other}.mjs`;
  const args = [join(root, bundle), ...process.argv.slice(other === undefined ? 2 : 3)];
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root });
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
