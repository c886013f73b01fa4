// covers: strict mode / 'use strict' in a file, caller and arguments poisoned
'use strict';
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const out = [];
  for (const f of [
    () => run.caller,
    () => run.arguments,
    function () {
      return arguments.callee;
    },
  ])
    try {
      t('try');
      out.push(f());
    } catch (e) {
      out.push(e.name);
    }
  return [
    out,
    (function () {
      return this;
    })(),
  ];
}
console.log(run());
console.log(log.join(' '));
