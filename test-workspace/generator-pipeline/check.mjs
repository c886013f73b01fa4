import { checker, classify, ensure, oneSwitch, parse, same } from '../checking.mjs';

const PATTERNS = {
  v1: /^\d+\. \d+(?: \d+)*$/,
  v2: /^\d+\. <-?\d+>(?: <-?\d+>)* sum -?\d+$/,
  v3: /^\d+\. <-?\d+>(?: <-?\d+>)* sum -?\d+$/,
  neither: /^\d+\. (?:\d+ )+<\d+>(?: <\d+>)* sum \d+$/,
};
/** The `--limit` in program.json. */
const LIMIT = 60;
/** @type {Record<string, number>} */
const SIZES = { v1: 4, v2: 3, v3: 3 };

/** No number is lost, doubled or out of order on its way through the stages. */
export const check = checker((lines, run) => {
  same(lines.pop(), `${lines.length} batches`, 'last line');
  const items = lines.map((line) => classify(line, PATTERNS));
  // The line in hand may have some of its numbers rendered in the old manner, the others in the new.
  oneSwitch(items, run, { timed: true, hybrids: run.from === run.to ? 0 : 1 });

  const batches = lines.map((line, index) => {
    same(parse(line, /^(\d+)\. /), [String(index + 1)], 'batch');
    const numbers = [...line.replace(/^\d+\. | sum .*$/g, '').matchAll(/-?\d+/g)].map(Number);
    const sum = numbers.reduce((total, number) => total + number, 0);
    if (line.includes('sum')) same(parse(line, /sum (-?\d+)$/), [String(sum)], line);
    return numbers;
  });
  const sequence = batches.flat();
  ensure(
    possible(run).some((wanted) => wanted.join() === sequence.join()),
    `these numbers come neither from ${run.from} nor, from some point on, from ${run.to}: ${sequence.join(' ')}`,
  );

  // The batch in hand, and the one after it, may be of any size between the two.
  const sizes = batches.slice(0, -1).map(({ length }) => length);
  const first = sizes.findIndex((size) => size !== SIZES[run.from]);
  const rest = first < 0 ? [] : sizes.slice(run.from === run.to ? first : first + 1);
  ensure(
    rest.every((size) => size === SIZES[run.to]),
    `sizes of the batches: ${sizes.join(' ')}`,
  );
});

/**
 * The numbers that may come out when the selection changes at any point.
 * @param {{ from: string, to: string }} run
 */
function possible({ from, to }) {
  const naturals = Array.from({ length: LIMIT }, (_, index) => index + 1);
  if (from === to) return [naturals.flatMap((number) => selected(number, from))];
  return [0, ...naturals].flatMap((last) => {
    const before = naturals.slice(0, last).flatMap((number) => selected(number, from));
    const after = naturals.slice(last).flatMap((number) => selected(number, to));
    const echo = to === 'v3' && before.at(-1) === last ? [[...before, -last, ...after]] : [];
    return [[...before, ...after], ...echo];
  });
}

/**
 * @param {number} number
 * @param {string} version
 */
function selected(number, version) {
  if (version === 'v1') return number % 2 === 0 ? [number] : [];
  if (number % 3 !== 0) return [];
  return version === 'v2' ? [number] : [number, -number];
}
