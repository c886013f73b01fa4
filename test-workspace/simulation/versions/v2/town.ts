import { Random } from './random.js';

export enum Health {
  Susceptible,
  Infected,
  Recovered,
}

/** People who infect each other, and can be vaccinated. */
export class Town {
  readonly health: Uint8Array;
  doses = 0;

  constructor(
    readonly people: number,
    private readonly random: Random,
  ) {
    this.health = new Uint8Array(people);
    for (let person = 0; person < people; person += 100) this.health[person] = Health.Infected;
  }

  /** One day: everyone infected meets `contacts` others. Returns the number of new infections. */
  spread(contacts: number, risk = 4): number {
    let infections = 0;
    for (let person = 0; person < this.people; person++) {
      if (this.health[person] !== Health.Infected) continue;
      for (let contact = 0; contact < contacts; contact++) {
        const other = this.random.below(this.people);
        if (this.health[other] === Health.Susceptible && this.random.below(100) < risk) {
          this.health[other] = Health.Infected;
          infections += 1;
        }
      }
      if (this.random.below(100) < 8) this.health[person] = Health.Recovered;
    }
    return infections;
  }

  /** One day's vaccinations: up to `doses` susceptible people, chosen at random, are safe. */
  vaccinate(doses: number): void {
    for (let dose = 0; dose < doses; dose++) {
      const person = this.random.below(this.people);
      if (this.health[person] === Health.Susceptible) {
        this.health[person] = Health.Recovered;
        this.doses += 1;
      }
    }
  }

  count(wanted: Health): number {
    let found = 0;
    for (const health of this.health) {
      if (health === wanted) found += 1;
    }
    return found;
  }
}
