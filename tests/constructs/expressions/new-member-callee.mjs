// covers: new / callee is a member, rebound by its arguments
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const ns = {
    K: class Old {
      constructor(x) {
        t(new.target.name + x);
      }
    },
  };
  const a = new ns.K(((ns.K = class New {}), t('arg')));
  const b = new ns.K();
  const F = function (x) {
    this.x = t(x);
  };
  return [a.constructor.name, b.constructor.name, new new F(t(1)).constructor(t(2)).x];
}
console.log(run());
console.log(log.join(' '));
