import { checker, classify, ensure, oneSwitch, parse, same } from '../checking.mjs';

const COUNTS = 'day (\\d+): (\\d+) susceptible, (\\d+) infected, (\\d+) recovered, (\\d+) reached';
const PATTERNS = {
  v1: new RegExp(`^(?:town .*|${COUNTS})$`),
  v2: new RegExp(`^(?:town .*|${COUNTS}, (\\d+) vaccinated, peak so far (\\d+))$`),
};

/** Nobody is lost or counted twice, every day has its turn, nobody becomes susceptible again. */
export const check = checker((lines, run) => {
  const items = lines.map((line) => classify(line, PATTERNS));
  oneSwitch(items, run, { timed: true });
  for (let town = 1; lines.length > 0; town++) {
    const [people, days] = parse(
      lines.shift(),
      new RegExp(`^town ${town}: (\\d+) people, (\\d+) days$`),
    );
    const end = lines.findIndex((line) => line.startsWith('town'));
    ensure(end > 0, `town ${town} has no end`);
    const reached = study(lines.splice(0, end), Number(people), Number(days));
    same(lines.shift(), `town ${town}: the infection reached ${reached} people`, 'end');
  }
});

/**
 * @param {string[]} lines
 * @param {number} people
 * @param {number} days
 */
function study(lines, people, days) {
  const every = days / lines.length;
  let before = { susceptible: people, recovered: 0, reached: 0, vaccinated: 0 };
  let known = 0;
  let told = false;
  lines.forEach((line, index) => {
    const pattern = new RegExp(`^${COUNTS}(?:, (\\d+) vaccinated, peak so far (\\d+))?$`);
    const values = parse(line, pattern).map((text) =>
      text === undefined ? undefined : Number(text),
    );
    const [day, susceptible = 0, infected = 0, recovered = 0, reached = 0, doses, peak] = values;
    const vaccinated = doses ?? 0;
    same(day, (index + 1) * every, 'day');
    same(susceptible + infected + recovered, people, `people on day ${day}`);
    same(infected + recovered - vaccinated, reached, `people reached on day ${day}`);
    ensure(susceptible <= before.susceptible, `susceptible again: ${line}`);
    ensure(recovered >= before.recovered, `recovered less: ${line}`);
    ensure(reached >= before.reached, `reached less: ${line}`);
    ensure(vaccinated >= before.vaccinated, `vaccinated less: ${line}`);
    before = { susceptible, recovered, reached, vaccinated };
    if (peak === undefined) {
      known = infected;
    } else {
      // The first line with a peak may know of the line before it, or of none.
      ensure(peak === known || (!told && peak === 0), `peak ${peak} instead of ${known}: ${line}`);
      told = true;
      known = Math.max(peak, infected);
    }
  });
  return before.reached;
}
