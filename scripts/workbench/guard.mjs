// node guard.mjs COMMAND ARGS: runs a command in this process's group, and ends the whole group when
// standard input closes. Whoever started it may have been killed and unable to do so.
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

const end = () => process.kill(-process.pid, 'SIGKILL');
process.stdin.on('end', end).on('error', end).resume();
child.once('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.once('exit', (code) => process.exit(code ?? 1));
