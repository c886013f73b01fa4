// covers: function properties / arrows, methods and async functions are no constructors
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const list = [
  () => {},
  { m() {} }.m,
  async () => {},
  function* () {},
  async function () {},
  Object.getOwnPropertyDescriptor(
    {
      get g() {
        return 1;
      },
    },
    'g',
  ).get,
];
function run() {
  return list.map((f) => {
    t('try');
    try {
      return new f();
    } catch (e) {
      return e.name;
    }
  });
}
class K {}
try {
  K();
} catch (e) {
  console.log(e.message);
}
console.log(run());
console.log(log.join(' '));
