// covers: EventEmitter / emit with several listeners, added and removed while emitting
import { EventEmitter } from 'node:events';
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const e = new EventEmitter();
function a(x) {
  t('a' + x);
  e.off('ev', b);
  e.on('ev', c);
}
function b(x) {
  t('b' + x);
}
const c = (x) => t('c' + x);
function run() {
  e.on('ev', a).on('ev', b);
  e.once('ev', (x) => t('once' + x));
  const r = [e.emit('ev', 1), e.emit('ev', 2), e.emit('none')];
  e.off('ev', a).off('ev', c);
  return [...r, e.listenerCount('ev')];
}
console.log(run());
console.log(log.join(' '));
