import { simulate } from './simulate.js';

export interface Study {
  people: number;
  days: number;
  every: number;
  towns: number;
}

/** Runs the epidemic in one town after the other. */
export function runStudy({ people, days, every, towns }: Study): void {
  for (let town = 1; town <= towns; town++) {
    console.log(`town ${town}: ${people} people, ${days} days`);
    const reached = simulate(people, days, every, town);
    console.log(`town ${town}: the infection reached ${reached} people`);
  }
}
