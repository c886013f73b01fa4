import type { StoredSource, StoreEntry } from './store.js';

/** What else there is of an entry but its code and its display map, by kind. */
export type Parts = Partial<Record<string, string>>;

/** The most characters of parts that stand behind the code: to make a file takes longer than to write it. */
const partsRoom = 60_000;

/** Whether the parts of an entry stand behind its code, in place of files of their own. */
export function isSmall(parts: Parts): boolean {
  return Object.values(parts).reduce((sum, part = '') => sum + part.length, 0) < partsRoom;
}

export function textsOf({ authored, text, stripMap }: StoredSource): Parts {
  return {
    authored,
    ...(text === authored ? {} : { text }),
    ...(stripMap === undefined ? {} : { strip: stripMap }),
  };
}

export function partsOf(entry: StoreEntry): Parts {
  const { columns, ranges, charts, runs } = entry;
  return {
    ...textsOf(entry),
    columns,
    ...(ranges ? { ranges: JSON.stringify(ranges) } : {}),
    ...(charts === undefined ? {} : { charts }),
    ...(runs === undefined ? {} : { runs }),
  };
}

export function parsedParts(json: string): Parts {
  try {
    return JSON.parse(json) as Parts;
  } catch {
    return {};
  }
}
