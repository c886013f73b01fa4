// covers: CommonJS module top / sloppy: undeclared assignment and function this
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
undeclared = t('made');
var self = (function () {
  t('f');
  return this === globalThis;
})();
console.log(self, globalThis.undeclared, delete globalThis.undeclared, typeof undeclared);
var await = t('await is a name'),
  yield = 1,
  let = 2,
  async = 3;
console.log(await, yield + let + async);
console.log(log.join(' '));
