import { setTimeout } from 'node:timers/promises';
import { write } from './journal.js';

/** What the server keeps for one connection. */
export class Session {
  #total = 0;
  #count = 0;

  constructor(private readonly latency: number) {}

  /** Carries out one request line and returns the reply line. */
  async handle(line: string): Promise<string> {
    const [command, argument] = line.split(' ');
    await setTimeout(this.latency);
    await write(line);
    switch (command) {
      case 'add':
        this.#add(Number(argument));
        return this.#reply();
      case 'total':
        return this.#reply();
      default:
        return JSON.stringify({ error: 'unknown command', command });
    }
  }

  #add(value: number): void {
    this.#total += value;
    this.#count += 1;
  }

  #reply(): string {
    return JSON.stringify({ total: this.#total, count: this.#count });
  }
}
