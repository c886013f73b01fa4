/**
 * Numbers as text, with repetitions counted: `3 1*9998 0`. A deep recursion repeats one number, and the
 * inspector takes milliseconds for an array of ten thousand.
 */
export function packRuns(values: readonly number[]): string {
  let text = '';
  for (let at = 0; at < values.length;) {
    const value = values[at];
    let end = at + 1;
    while (end < values.length && values[end] === value) end += 1;
    text += `${at === 0 ? '' : ' '}${value}${end - at > 1 ? `*${end - at}` : ''}`;
    at = end;
  }
  return text;
}

/** The numbers that {@link packRuns} made a text of. */
export function unpackRuns(text: string): number[] {
  const values: number[] = [];
  for (const run of text === '' ? [] : text.split(' ')) {
    const [value, count = '1'] = run.split('*');
    for (let left = Number(count); left > 0; left -= 1) values.push(Number(value));
  }
  return values;
}

/** Strings as a table of the different ones and a packed list of numbers into it. */
export interface PackedStrings {
  table: string[];
  at: string;
}

export function packStrings(strings: readonly string[]): PackedStrings {
  const known = new Map<string, number>();
  const at = strings.map((string) => {
    const index = known.get(string) ?? known.size;
    known.set(string, index);
    return index;
  });
  return { table: [...known.keys()], at: packRuns(at) };
}

export function unpackStrings({ table, at }: PackedStrings): string[] {
  return unpackRuns(at).map((index) => table[index] ?? '');
}
