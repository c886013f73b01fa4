import { Random } from './random.js';

export enum Health {
  Susceptible,
  Infected,
  Recovered,
}

/** People who infect each other. */
export class Town {
  readonly health: Uint8Array;

  constructor(
    readonly people: number,
    private readonly random: Random,
  ) {
    this.health = new Uint8Array(people);
    for (let person = 0; person < people; person += 100) this.health[person] = Health.Infected;
  }

  /** One day: everyone infected meets `contacts` others. Returns the number of new infections. */
  spread(contacts: number): number {
    let infections = 0;
    for (let person = 0; person < this.people; person++) {
      if (this.health[person] !== Health.Infected) continue;
      for (let contact = 0; contact < contacts; contact++) {
        const other = this.random.below(this.people);
        if (this.health[other] === Health.Susceptible && this.random.below(100) < 4) {
          this.health[other] = Health.Infected;
          infections += 1;
        }
      }
      if (this.random.below(100) < 8) this.health[person] = Health.Recovered;
    }
    return infections;
  }

  count(wanted: Health): number {
    let found = 0;
    for (const health of this.health) {
      if (health === wanted) found += 1;
    }
    return found;
  }
}
