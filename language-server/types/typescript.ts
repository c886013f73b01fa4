import { createRequire } from 'node:module';
import { join } from 'node:path';
import type TypeScript from 'typescript';

export type Ts = typeof TypeScript;

/**
 * Loads TypeScript: the workspace's own, so that types mean what they mean there; else one that is
 * installed beside this program. None comes along with Restitch, it would be larger than all the rest.
 *
 * @returns undefined where there is none, or one without the API of TypeScript 4.7 to 6
 */
export function loadTypeScript(folder: string): Ts | undefined {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      const found = createRequire(from)('typescript') as Partial<Ts>;
      if (typeof found.createProgram === 'function') return found;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
