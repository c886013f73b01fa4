import { fstatSync, readFileSync, statSync } from 'node:fs';

/** Modules of Node's that take long to compile, and do nothing but define things when they are loaded. */
const costly = new Set([
  'child_process',
  'crypto',
  'dgram',
  'dns',
  'fs/promises',
  'http',
  'https',
  'net',
  'perf_hooks',
  'readline',
  'readline/promises',
  'stream',
  'stream/promises',
  'timers/promises',
  'tls',
  'zlib',
]);

const named = /(?:\brequire\(\s*|\bfrom\s+)(['"])(?:node:)?([a-z_/]+)\1/g;

/** The most bytes of a text that are looked through. */
const most = 200_000;

/** Loads what a module names of Node's, and what stands behind the program's output. */
export function preload(file: string): void {
  for (const name of [...builtinsOf(file), ...outputOf(1)]) process.getBuiltinModule(name);
}

function builtinsOf(file: string): string[] {
  try {
    if (statSync(file).size > most) return [];
    const names = [...readFileSync(file, 'utf8').matchAll(named)].map(([, , name = '']) => name);
    return names.filter((name) => costly.has(name));
  } catch {
    return [];
  }
}

function outputOf(descriptor: number): string[] {
  try {
    const stat = fstatSync(descriptor);
    if (stat.isFIFO() || stat.isSocket()) return ['net'];
    return stat.isCharacterDevice() ? ['tty'] : [];
  } catch {
    return [];
  }
}
