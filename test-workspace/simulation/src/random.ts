/** A multiplicative congruential generator: the same numbers for the same seed. */
export class Random {
  constructor(private state: number) {}

  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number {
    this.state = (this.state * 48271) % 2147483647;
    return this.state % limit;
  }
}
