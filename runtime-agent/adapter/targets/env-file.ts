import { readFileSync } from 'node:fs';

/**
 * Reads a file of `NAME=value` lines; `#` begins a comment, quotes around a value are left out.
 * @throws what reading the file throws
 */
export function readEnvFile(path: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    const [, double] = /^"(.*)"$/s.exec(raw) ?? [];
    const [, single] = /^'(.*)'$/s.exec(raw) ?? [];
    env[name] = double?.replaceAll('\\n', '\n') ?? single ?? raw.replace(/\s+#.*$/, '');
  }
  return env;
}
