// covers: uncaught exception / in a listener, finally blocks have run
// compare: stdout stderr exitCode
import { EventEmitter } from 'node:events';
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const e = new EventEmitter();
e.on('x', () => {
  t('listener');
  throw new Error('in a listener');
});
function run() {
  try {
    t('emit');
    e.emit('x');
  } finally {
    t('fin');
    console.log(log.join(' '));
  }
}
run();
