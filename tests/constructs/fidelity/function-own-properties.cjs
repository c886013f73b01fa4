// covers: function properties / own keys, prototype and descriptors
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function sloppy(a) {}
const all = [
  sloppy,
  () => {},
  async () => {},
  function* () {},
  class {},
  { m() {} }.m,
  async function* () {},
];
function run() {
  t('point');
  return all.map((f) =>
    [
      Object.getOwnPropertyNames(f).join(),
      typeof f.prototype,
      Object.prototype.toString.call(f),
      Object.getOwnPropertyDescriptor(f, 'prototype')?.writable,
    ].join(' '),
  );
}
console.log(run().join('\n'));
console.log(log.join(' '));
