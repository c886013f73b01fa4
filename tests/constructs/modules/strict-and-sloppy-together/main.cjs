// covers: mixed modules / strict and sloppy files call each other
'use strict';
const sloppy = require('./sloppy.cjs');
function strict(x) {
  for (const y of [x]) if (y === 'stop') return [typeof this, y];
  return [typeof this, ...sloppy(x, strict)];
}
console.log(strict('a'), strict.call(5, 'stop'));
