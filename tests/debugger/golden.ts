import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestSession } from './session.js';

/** Compares a log with what is expected of it; what is missing fails. */
export async function expectGolden(session: TestSession, name: string): Promise<void> {
  const file = join(import.meta.dirname, 'golden', `${name}.txt`);
  const updates =
    process.argv.some((arg) => /^(-u|--update)/.test(arg)) || process.env['GOLDEN'] === 'write';
  if (!updates) expect(existsSync(file), `${file} is missing`).toBe(true);
  await expect(`${session.log.join('\n')}\n`).toMatchFileSnapshot(file);
}
