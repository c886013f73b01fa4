import type { Board } from './board.js';

const HOME = '\x1b[H\x1b[J';

/** Prints the board, in the same place again and again unless `plain`. */
export function draw(board: Board, plain: boolean): void {
  let population = 0;
  const rows: string[] = [];
  for (let y = 0; y < board.height; y++) {
    let row = '';
    for (let x = 0; x < board.width; x++) {
      const alive = board.at(x, y) === 1;
      if (alive) population += 1;
      row += alive ? '#' : '.';
    }
    rows.push(row);
  }
  const title = `generation ${board.generation}: ${population} alive`;
  console.log(`${plain ? '' : HOME}${title}\n${rows.join('\n')}`);
}
