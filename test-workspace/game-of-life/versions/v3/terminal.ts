import type { Board } from './board.js';

const HOME = '\x1b[H\x1b[J';
const OLD = 5;

/** Cells that have lived for some generations look different. */
function glyphOf(age: number): string {
  return age > OLD ? '@' : '#';
}

/** Prints the board, in the same place again and again unless `plain`. */
export function draw(board: Board, plain: boolean): void {
  let population = 0;
  let old = 0;
  const rows: string[] = [];
  for (let y = 0; y < board.height; y++) {
    let row = '';
    for (let x = 0; x < board.width; x++) {
      const alive = board.at(x, y) === 1;
      if (alive) population += 1;
      const glyph = alive ? glyphOf(board.ageAt(x, y)) : '.';
      if (glyph === '@') old += 1;
      row += glyph;
    }
    rows.push(row);
  }
  const title = `generation ${board.generation}: ${population} alive, ${old} of them old`;
  console.log(`${plain ? '' : HOME}${title}\n${rows.join('\n')}`);
}
