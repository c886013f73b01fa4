/** HighLife (cells are also born where six meet) on a board whose opposite edges meet. */
export class Board {
  generation = 0;
  #cells: Uint8Array;
  #spare: Uint8Array;
  #age = new Map<number, number>();

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#cells = new Uint8Array(width * height);
    this.#spare = new Uint8Array(width * height);
  }

  /** Sets cells from a picture whose upper left corner is at (x, y): `#` lives, `.` does not. */
  place(x: number, y: number, picture: string[]): void {
    for (const [row, text] of picture.entries()) {
      for (const [column, glyph] of [...text].entries()) {
        this.#cells[(y + row) * this.width + x + column] = glyph === '#' ? 1 : 0;
      }
    }
  }

  /** Whether the cell at (x, y) lives: 1 or 0. */
  at(x: number, y: number): number {
    return this.#cells[this.#index(x, y)];
  }

  /** How many generations the cell at (x, y) has lived through since its age is kept. */
  ageAt(x: number, y: number): number {
    return this.#age.get(this.#index(x, y)) ?? 0;
  }

  /** Goes on to the next generation. */
  step(): void {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const alive = this.at(x, y) === 1;
        this.#spare[y * this.width + x] = this.#lives(alive, this.#neighbours(x, y)) ? 1 : 0;
      }
    }
    [this.#cells, this.#spare] = [this.#spare, this.#cells];
    this.generation += 1;
    this.#grow();
  }

  #index(x: number, y: number): number {
    return ((y + this.height) % this.height) * this.width + ((x + this.width) % this.width);
  }

  #grow(): void {
    for (const [index, alive] of this.#cells.entries()) {
      if (alive) this.#age.set(index, (this.#age.get(index) ?? 0) + 1);
      else this.#age.delete(index);
    }
  }

  #neighbours(x: number, y: number): number {
    let count = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (dx !== 0 || dy !== 0) count += this.at(x + dx, y + dy);
      }
    }
    return count;
  }

  #lives(alive: boolean, neighbours: number): boolean {
    return neighbours === 3 || neighbours === (alive ? 2 : 6);
  }
}
