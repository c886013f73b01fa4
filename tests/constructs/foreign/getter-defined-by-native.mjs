// covers: Object functions / callbacks of defineProperty accessors and Object.create
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let hidden = t('h');
  const o = Object.create(
    { inherited: () => t('inh') },
    {
      v: {
        get: () => t(hidden),
        set(x) {
          hidden = t(x);
        },
      },
    },
  );
  o.v = 'set';
  Object.defineProperty(o, 'w', {
    get: function () {
      return this.v + t('w');
    },
  });
  return [o.v, o.w, o.inherited()];
}
console.log(run());
console.log(log.join(' '));
