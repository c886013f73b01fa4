import { checker, classify, ensure, oneSwitch, parse, same } from '../checking.mjs';

const TITLES = {
  v1: /^generation \d+: \d+ alive$/,
  v2: /^generation \d+: \d+ alive, \d+ of them old$/,
  v3: /^generation \d+: \d+ alive, \d+ of them old$/,
};
/** @type {Record<string, { wraps: boolean, born: number[] }>} */
const RULES = {
  v1: { wraps: false, born: [3] },
  v2: { wraps: true, born: [3] },
  v3: { wraps: true, born: [3, 6] },
};

/** Every cell follows from the generation before, by the old rules and then by the new ones. */
export const check = checker((lines, run) => {
  const size = lines.findIndex((line, index) => index > 0 && line.startsWith('generation'));
  ensure(size > 0 && lines.length % size === 0, 'the boards are not of the same size');
  /** @type {string[][]} */
  const boards = [];
  const titles = [];
  for (let start = 0; start < lines.length; start += size) {
    const title = lines[start];
    const rows = lines.slice(start + 1, start + size);
    titles.push(classify(title, TITLES));
    boards.push(rows);
    const [generation, alive, old = '0'] = parse(title, /(\d+): (\d+) alive(?:, (\d+))?/);
    same(Number(generation), boards.length - 1, 'generation');
    same(rows.join('').replaceAll('.', '').length, Number(alive), title);
    same(rows.join('').replaceAll(/[^@]/g, '').length, Number(old), title);
    ensure(
      rows.every((row) => /^[.#@]+$/.test(row) && row.length === rows[0].length),
      title,
    );
    rows.forEach((row, y) => {
      for (const { index: x } of row.matchAll(/@/g)) {
        const history = boards.slice(-4);
        const lived = history.length === 4 && history.every((board) => board[y][x] !== '.');
        ensure(lived, `${title}: the cell at ${x}, ${y} is not old`);
      }
    });
  }
  oneSwitch(titles, run);
  // The cell in hand may see some of its neighbours in the old manner, the others in the new.
  oneSwitch(cells(boards), run, { hybrids: run.from === run.to ? 0 : 1 });
});

/**
 * All cells but those of the first board, each with the versions by which it is right.
 * @param {string[][]} boards
 */
function cells(boards) {
  return boards.slice(1).flatMap((board, before) =>
    board.flatMap((row, y) =>
      [...row].map((glyph, x) => {
        const versions = Object.keys(RULES).filter(
          (version) => lives(boards[before], x, y, RULES[version]) === (glyph !== '.'),
        );
        return { text: `generation ${before + 1}, cell at ${x}, ${y}`, versions };
      }),
    ),
  );
}

/**
 * @param {string[]} board
 * @param {number} x
 * @param {number} y
 * @param {{ wraps: boolean, born: number[] }} rules
 */
function lives(board, x, y, { wraps, born }) {
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [x + dx, y + dy]));
  const neighbours = around.filter(([column, row]) => {
    if (column === x && row === y) return false;
    const wrapped = wraps
      ? board.at(row % board.length)?.at(column % board[0].length)
      : board[row]?.[column];
    return wrapped !== undefined && wrapped !== '.';
  }).length;
  return board[y][x] === '.' ? born.includes(neighbours) : [2, 3].includes(neighbours);
}
