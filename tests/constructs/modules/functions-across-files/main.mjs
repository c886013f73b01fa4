// covers: module graph / frames of three files on one stack, callbacks back and forth
import { each } from './each.mjs';
const out = [];
function visit(x, depth) {
  out.push(x + depth);
  if (depth < 2) each([x + 'l', x + 'r'], (y) => visit(y, depth + 1));
  return out.length;
}
console.log(
  each(['a', 'b'], (x) => visit(x, 0)),
  out.join(' '),
);
