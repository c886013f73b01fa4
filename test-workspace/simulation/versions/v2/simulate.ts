import { Random } from './random.js';
import { Health, Town } from './town.js';

const CONTACTS = 4;
const DOSES_PER_MILLE = 5;

/** Runs `days` days in one loop. Returns how many people were infected in the end. */
export function simulate(people: number, days: number, every: number, seed: number): number {
  const town = new Town(people, new Random(seed));
  let everInfected = town.count(Health.Infected);
  let peak = 0;
  for (let day = 1; day <= days; day++) {
    everInfected += town.spread(CONTACTS);
    town.vaccinate((people * DOSES_PER_MILLE) / 1000);
    if (day % every === 0) peak = report(day, town, everInfected, peak);
  }
  return everInfected;
}

/** Prints one line; returns the highest number of infected people that any line has told. */
function report(day: number, town: Town, reached: number, peak = 0): number {
  const counts = [Health.Susceptible, Health.Infected, Health.Recovered].map(
    (health) => `${town.count(health)} ${Health[health].toLowerCase()}`,
  );
  const doses = `${town.doses} vaccinated`;
  console.log(
    `day ${day}: ${counts.join(', ')}, ${reached} reached, ${doses}, peak so far ${peak}`,
  );
  return Math.max(peak, town.count(Health.Infected));
}
