// covers: directive / 'use strict' of one function stays in force
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function strict() {
  'use strict';
  t('s');
  try {
    undeclaredInStrict = t(1);
  } catch (e) {
    return [e.name, this];
  }
}
function sloppy() {
  t('l');
  undeclaredInSloppy = t(2);
  return [globalThis.undeclaredInSloppy, this === globalThis];
}
console.log(strict(), sloppy());
console.log(log.join(' '));
