// covers: tagged template / method as tag keeps this
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const o = {
  name: 'o',
  tag(s, v) {
    t('tag');
    return this.name + s[0] + v;
  },
  get late() {
    t('late');
    return function (s, v) {
      return this.name + v;
    };
  },
};
function run() {
  return [
    o.tag`x${t(1)}`,
    o[t('tag')]`y${t(2)}`,
    o.late`z${t(3)}`,
    new (class {
      tag() {
        return t('n');
      }
    })().tag`q`,
  ];
}
console.log(run());
console.log(log.join(' '));
