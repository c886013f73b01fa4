import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { withAbsoluteSources } from './source-map.js';

const comment = /^[ \t]*\/\/[#@] sourceMappingURL=(\S+)[ \t]*$/gm;
const inline = /^data:application\/json;(?:charset=[^;,]+;)?base64,(.*)$/;

/**
 * The source map that a compiler (tsc, say) has left with its output.
 * @param file Absolute path of the output.
 * @returns JSON with absolute sources; `undefined` when there is none, it cannot be read, or it
 *   names nothing but the file itself.
 */
export function authoredMap(file: string, text: string): string | undefined {
  const at = text.lastIndexOf('sourceMappingURL=');
  if (at < 0) return undefined;
  comment.lastIndex = Math.max(0, text.lastIndexOf('\n', at));
  const url = comment.exec(text)?.[1];
  if (url === undefined) return undefined;
  try {
    const data = inline.exec(url)?.[1];
    const mapFile = data === undefined ? resolve(dirname(file), decodeURIComponent(url)) : file;
    const json =
      data === undefined
        ? readFileSync(mapFile, 'utf8')
        : Buffer.from(data, 'base64').toString('utf8');
    const map = JSON.parse(json) as Record<string, unknown>;
    if (map['version'] !== 3 || typeof map['mappings'] !== 'string') return undefined;
    const absolute = withAbsoluteSources(map, mapFile);
    const { sources } = JSON.parse(absolute) as { sources: string[] };
    return sources.some((source) => source !== file) ? absolute : undefined;
  } catch {
    return undefined;
  }
}
