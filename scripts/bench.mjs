// npm run bench [-- options], npm run bench:mapping [-- options]: sets up, then measures.
// Only figures go to stdout.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  await setUp({ log: (line) => console.error(line) });
  const isMapping = process.argv[2] === 'mapping';
  const bundle = isMapping ? 'dist/bench-mapping.mjs' : 'dist/bench.mjs';
  const args = [join(root, bundle), ...process.argv.slice(isMapping ? 3 : 2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root });
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
