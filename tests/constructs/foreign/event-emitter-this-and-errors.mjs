// covers: EventEmitter / this of a listener, error in a listener, error event
import { EventEmitter } from 'node:events';
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class My extends EventEmitter {
  name = 'my';
}
function run() {
  const e = new My();
  const out = [];
  e.on('x', function (v) {
    out.push(t(this.name + v));
    if (v === 2) throw new Error('listener');
  });
  e.on('x', () => t('second'));
  for (const v of [1, 2])
    try {
      e.emit('x', v);
    } catch (err) {
      out.push(err.message);
    }
  try {
    e.emit('error', new Error(t('unhandled')));
  } catch (err) {
    out.push(err.message);
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
