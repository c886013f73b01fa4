import { Random } from './random.js';
import { Health, Town } from './town.js';

const CONTACTS = 5;

/** Runs `days` days in one loop. Returns how many people were infected in the end. */
export function simulate(people: number, days: number, every: number, seed: number): number {
  const town = new Town(people, new Random(seed));
  let reached = town.count(Health.Infected);
  for (let day = 1; day <= days; day++) {
    reached += town.spread(CONTACTS);
    if (day % every === 0) report(day, town, reached);
  }
  return reached;
}

function report(day: number, town: Town, reached: number): void {
  const counts = [Health.Susceptible, Health.Infected, Health.Recovered].map(
    (health) => `${town.count(health)} ${Health[health].toLowerCase()}`,
  );
  console.log(`day ${day}: ${counts.join(', ')}, ${reached} reached`);
}
