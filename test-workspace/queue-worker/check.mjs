import { checker, classify, ensure, oneSwitch, parse, same } from '../checking.mjs';

const KINDS = ['resize', 'crop', 'rotate'];
const TOLD = '#(\\d+) ([A-Z]+) \\(size (\\d+)\\)';
const PATTERNS = {
  v1: /^job (\d+), ([a-z]+): (\d+) bytes$/,
  v2: new RegExp(`^${TOLD}: (\\d+) bytes, (\\d+) handled$`),
  v3: new RegExp(`^${TOLD}: (?:(\\d+) bytes|larger than 80), (\\d+) handled, (\\d+) failed$`),
};

/** Every job is done once, in order; the job in hand during the update may show both versions. */
export const check = checker((lines, run) => {
  const [jobs] = parse(lines.shift(), /^(\d+) jobs to do$/);
  same(lines.length, Number(jobs), 'jobs');
  const items = lines.map((line) => classify(line, PATTERNS));
  const offset = run.updatedAt === undefined ? undefined : Math.max(0, run.updatedAt - 1);
  oneSwitch(
    items,
    { ...run, updatedAt: offset },
    { timed: true, hybrids: run.updatedAt === undefined ? 0 : 1 },
  );
  let inHand = 0;
  let before = 0;
  let restarts = 0;
  items.forEach(({ text, versions }, index) => {
    const id = index + 1;
    const size = (id * 37) % 100;
    const [number, kind] = parse(text, /^(?:job |#)(\d+),? (\w+)/);
    same(`${number} ${kind.toLowerCase()}`, `${id} ${KINDS[id % 3]}`, 'job');
    if (!versions.includes('v1')) same(parse(text, /\(size (\d+)\)/), [String(size)], text);

    const outcome = parse(text, /: (\d+ bytes|larger than 80)/)[0];
    const own = versions.map((version) => outcomeIn(version, size));
    const other = outcomeIn(run.from, size);
    ensure(own.includes(outcome) || outcome === other, `wrong outcome: ${text}`);
    if (!own.includes(outcome)) inHand += 1;

    const counted = [...text.matchAll(/(\d+) (?:handled|failed)/g)];
    const count = counted.reduce((sum, match) => sum + Number(match[1]), 0);
    if (counted.length === 0) return;
    // A count that is new with this version starts at the job in hand, or at the one after it.
    if (count !== before + 1) {
      ensure(count <= 1 && before <= 1 && index > 0, `wrong count: ${text}`);
      restarts += 1;
    }
    before = count;
  });
  ensure(inHand <= (run.from === run.to ? 0 : 1), 'several jobs mix the versions');
  ensure(restarts <= (run.from === run.to ? 0 : 1), 'jobs are not counted one by one');
});

/**
 * @param {string} version
 * @param {number} size
 */
function outcomeIn(version, size) {
  if (version === 'v1') return `${size * 1000} bytes`;
  return version === 'v3' && size > 80 ? 'larger than 80' : `${size * 1024} bytes`;
}
