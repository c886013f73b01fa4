const main = require('./main.cjs');
exports.saw = [];
for (const k of ['started', 'value']) exports.saw.push(`${k}=${Object.keys(main).includes(k)}`);
exports.call = function call(n) {
  return `${Object.keys(main).length}` + main.call(n);
};
