// covers: live bindings / assignment to an import throws after the value ran
import * as path from 'node:path';
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  try {
    path = t('value');
  } catch (e) {
    return [e.name, e.message, t('caught')];
  }
}
console.log(run());
console.log(log.join(' '));
