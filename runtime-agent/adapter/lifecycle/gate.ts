/** What others wait for, and that happens once. */
export class Gate {
  isOpen = false;
  #opened!: () => void;
  readonly opened = new Promise<void>((settle) => (this.#opened = settle));

  open(): void {
    this.isOpen = true;
    this.#opened();
  }
}
