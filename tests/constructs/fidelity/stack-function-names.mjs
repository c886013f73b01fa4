// covers: error.stack / function names of direct frames
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const names = (e) =>
  e.stack
    .split('\n')
    .slice(1, 4)
    .map((l) => /at (?:async )?([^(]*?) ?\(/.exec(l)?.[1] ?? 'anonymous');
class K {
  method() {
    return t(new Error('m'));
  }
  static create() {
    return new K().method();
  }
}
const arrow = () => K.create();
console.log(names(arrow()));
log.length = 0;
console.log(
  (function named() {
    return names(new Error('x'))[0];
  })(),
);
