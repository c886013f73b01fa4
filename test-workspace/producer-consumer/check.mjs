import { checker, ensure, oneSwitch, parse, same } from '../checking.mjs';

/** Every item is consumed once and judged rightly; no consumer goes back to its old code. */
export const check = checker((lines, run) => {
  const [produced] = parse(lines.pop(), /^(\d+) produced, 0 lost, 0 doubled$/);
  const findings = lines.map((text) => {
    const [consumer, item, verdict] = parse(text, /^consumer (\d+): (\d+) is (.+)$/);
    return { text, consumer, item: Number(item), versions: judges(Number(item), verdict) };
  });
  const items = findings.map(({ item }) => item).toSorted((a, b) => a - b);
  same(items.length, Number(produced), 'items');
  items.forEach((item, index) => same(item, items[0] + 2 * index, 'lost or doubled'));
  for (const id of new Set(findings.map(({ consumer }) => consumer))) {
    const own = findings.filter(({ consumer }) => consumer === id);
    oneSwitch(own, run);
    // The queue is first in, first out.
    own.forEach(({ item, text }, index) => {
      ensure(index === 0 || item > own[index - 1].item, `out of order: ${text}`);
    });
  }
});

/**
 * The versions that give this verdict on `item`.
 * @param {number} item
 * @param {string} verdict
 */
function judges(item, verdict) {
  let divisor = 2;
  while (divisor * divisor <= item && item % divisor !== 0) divisor++;
  if (divisor * divisor > item) {
    same(verdict, 'prime', String(item));
    return ['v1', 'v2'];
  }
  if (verdict === 'composite') return ['v1'];
  same(verdict, `${divisor} x ${item / divisor}`, String(item));
  return ['v2'];
}
