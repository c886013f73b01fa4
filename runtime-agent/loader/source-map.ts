import { dirname, resolve } from 'node:path';

/** Resolves the sources of a map that a compiler has written beside (or into) its output. */
export function withAbsoluteSources(map: Record<string, unknown>, mapFile: string): string {
  const root = typeof map['sourceRoot'] === 'string' ? map['sourceRoot'] : '';
  const sources = Array.isArray(map['sources']) ? (map['sources'] as unknown[]) : [];
  const absolute = sources.map((source) => resolve(dirname(mapFile), root, String(source)));
  const { sourceRoot: _, sourcesContent: __, ...rest } = map;
  return JSON.stringify({ ...rest, sources: absolute });
}
