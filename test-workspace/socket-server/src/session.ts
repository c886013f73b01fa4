import { setTimeout } from 'node:timers/promises';

/** What the server keeps for one connection. */
export class Session {
  #total = 0;

  constructor(private readonly latency: number) {}

  /** Carries out one request line and returns the reply line. */
  async handle(line: string): Promise<string> {
    const [command, argument] = line.split(' ');
    await setTimeout(this.latency);
    switch (command) {
      case 'add':
        this.#total += Number(argument);
        return `ok ${this.#total}`;
      case 'total':
        return `ok ${this.#total}`;
      default:
        return `error unknown command ${command}`;
    }
  }
}
