import type { Activation } from './activations.js';

/** How many nodes gather before those that are over are thrown out. */
const ROOM = 512;

export const isOpen = ({ p }: Activation): boolean => p >= 0;

/** Whether a node stays; its activation makes another one otherwise, when it waits again. */
function stays(node: Activation): boolean {
  if (isOpen(node)) return true;
  node.isListed = false;
  return false;
}

/** Nodes in the order of their making, of which those that are over are thrown out now and then. */
export class Gathering {
  /** Made anew when it is full: an array that has grown old makes V8 note every new node in it. */
  #recent: Activation[] = [];
  #room = ROOM;
  /** Those that were still open when room was made. */
  #waiting: Activation[] = [];

  /** @param onMany called when more than so many are open, to take them */
  constructor(
    readonly most: number,
    readonly onMany: () => void,
  ) {}

  add(node: Activation): void {
    if (this.#recent.push(node) >= this.#room) this.#makeRoom();
  }

  #makeRoom(): void {
    const recent = this.#recent.filter(stays);
    this.#recent = [];
    for (const node of recent) this.#waiting.push(node);
    if (this.#waiting.length < this.#room) return;
    this.#waiting = this.#waiting.filter(stays);
    // The waiting ones are looked at again when there are as many new ones.
    this.#room = Math.max(ROOM, this.#waiting.length);
    if (this.#waiting.length > this.most) this.onMany();
  }

  /** @returns the nodes; those that are over may be among them */
  lists(): readonly (readonly Activation[])[] {
    return [this.#recent, this.#waiting];
  }

  /** Hands over all that are open. */
  take(): Activation[] {
    const all = [...this.#waiting, ...this.#recent];
    for (const node of all) node.isListed = false;
    this.#waiting = [];
    this.#recent = [];
    this.#room = ROOM;
    return all.filter(isOpen);
  }
}
