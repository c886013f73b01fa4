import { checker, ensure, oneSwitch, parse, same } from '../checking.mjs';

/** @type {Record<string, string>} */
const VERSIONS = { bubble: 'v1', selection: 'v2', heap: 'v3' };

/** The array ends sorted, nothing in it lost or doubled; the passes are counted on. */
export const check = checker((lines, run) => {
  const items = numbers(lines.shift(), 'items');
  const length = items.length;
  same(
    items.toSorted((a, b) => a - b),
    Array.from({ length }, (_, index) => index),
    'items',
  );
  const [total] = parse(lines.pop(), /^passes (\d+)$/);
  same(
    numbers(lines.pop(), 'sorted'),
    items.toSorted((a, b) => a - b),
    'sorted',
  );

  const passes = lines.map((text) => {
    const [method, count, bars] = parse(text, /^(\w+) +(\d+) (\S+)$/);
    const version = VERSIONS[method];
    ensure(version, `unknown method: ${text}`);
    return { text, versions: [version], count: Number(count), bars: [...bars].toSorted().join('') };
  });
  oneSwitch(passes, run, { timed: false });
  for (const { text, bars } of passes) same(bars, passes[0].bars, `not the same items: ${text}`);

  // Each method takes one pass less than there are items, also over a half-sorted array.
  const taken = passes.filter(({ versions }) => versions.includes(run.to)).length;
  const complete = taken === length - 1 || (taken === 0 && passes.length === length - 1);
  ensure(complete, `${taken} passes of ${run.to}, ${passes.length} in all`);

  // The update may fall between the end of a pass and the line that tells of it.
  const gaps = passes.filter(({ count }, index) => count !== (passes[index - 1]?.count ?? 0) + 1);
  ensure(gaps.length <= (run.from === run.to ? 0 : 1), 'passes are not counted on');
  for (const gap of gaps) ensure(gap.versions.includes(run.to), `a pass is missing: ${gap.text}`);
  const last = passes.at(-1)?.count ?? 0;
  ensure(Number(total) === last, `${total} passes in all, but the last is ${last}`);
});

/**
 * @param {string | undefined} line
 * @param {string} label
 */
function numbers(line, label) {
  const [text] = parse(line, new RegExp(`^${label} +([\\d ]+)$`));
  return text.split(' ').map(Number);
}
