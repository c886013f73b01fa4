import { parseArgs } from 'node:util';
import { Board } from './board.js';
import { draw } from './terminal.js';

const { values } = parseArgs({
  options: {
    generations: { type: 'string', default: '300' },
    interval: { type: 'string', default: '100' },
    width: { type: 'string', default: '48' },
    height: { type: 'string', default: '20' },
    plain: { type: 'boolean', default: !process.stdout.isTTY },
  },
});
const generations = Number(values.generations);

const board = new Board(Number(values.width), Number(values.height));
const glider = ['.#.', '..#', '###'];
board.place(1, 1, glider);
board.place(board.width - 6, board.height - 6, glider);
board.place(Math.floor(board.width / 2), 2, ['.##', '##.', '.#.']);
board.place(2, board.height - 3, ['###']);

draw(board, values.plain);
const timer = setInterval(() => {
  board.step();
  draw(board, values.plain);
  if (board.generation >= generations) clearInterval(timer);
}, Number(values.interval));
