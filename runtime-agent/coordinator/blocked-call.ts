import { readdirSync, readFileSync } from 'node:fs';

// Linux's numbers of the calls that a thread may wait in for long (asm/unistd.h).
const x64: Record<string, string> = {
  0: 'read',
  1: 'write',
  7: 'poll',
  23: 'select',
  35: 'nanosleep',
  42: 'connect',
  45: 'recvfrom',
  61: 'wait4',
  73: 'flock',
  74: 'fsync',
  202: 'futex',
  230: 'clock_nanosleep',
  232: 'epoll_wait',
  247: 'waitid',
  257: 'openat',
  270: 'pselect6',
  271: 'ppoll',
  281: 'epoll_pwait',
};

const arm64: Record<string, string> = {
  22: 'epoll_pwait',
  32: 'flock',
  56: 'openat',
  63: 'read',
  64: 'write',
  72: 'pselect6',
  73: 'ppoll',
  82: 'fsync',
  95: 'waitid',
  98: 'futex',
  101: 'nanosleep',
  115: 'clock_nanosleep',
  203: 'connect',
  207: 'recvfrom',
  260: 'wait4',
};

const names = process.arch === 'arm64' ? arm64 : x64;

/**
 * What the main thread of this process is blocked in, in words, as far as Linux tells.
 * @returns `undefined` when it is not in a system call, or nothing is known.
 */
export function blockedCall(): string | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/self/task/${process.pid}/syscall`, 'utf8');
  } catch {
    return undefined;
  }
  const number = /^(\d+) /.exec(text)?.[1];
  if (number === undefined) return undefined;
  const call = `the system call ${names[number] ?? `number ${number}`}`;
  const [child, ...more] = childCommands();
  return child === undefined || more.length > 0 ? call : `${call}, probably waiting for: ${child}`;
}

/** Command lines of the processes that this one has started. */
function childCommands(): string[] {
  const commands: string[] = [];
  try {
    for (const task of readdirSync('/proc/self/task')) {
      const children = readFileSync(`/proc/self/task/${task}/children`, 'utf8');
      for (const pid of children.split(' ').filter((id) => id !== '')) {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        commands.push(command.replaceAll('\0', ' ').trim());
      }
    }
  } catch {
    // A child that has just ended, or a kernel without these files.
  }
  return commands;
}
