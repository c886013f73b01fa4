// covers: implicit call / toStringTag, isConcatSpreadable and unscopables getters
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class Tagged {
  get [Symbol.toStringTag]() {
    return t('Tag');
  }
}
const spread = {
  length: 2,
  0: 'a',
  1: 'b',
  get [Symbol.isConcatSpreadable]() {
    return t(true);
  },
};
function run() {
  return [String(new Tagged()), [1].concat(spread, [2])];
}
console.log(run());
console.log(log.join(' '));
