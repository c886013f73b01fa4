// covers: node: internals / vm context calls back, getters read by structuredClone
import vm from 'node:vm';
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const context = vm.createContext({ call: (x) => t('vm ' + x), list: [1, 2] });
function run() {
  const r = vm.runInContext('list.map((x) => call(x)).join()', context);
  const c = structuredClone({
    get g() {
      return t('clone');
    },
  });
  return [r, c];
}
console.log(run());
console.log(log.join(' '));
