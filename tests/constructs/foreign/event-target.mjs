// covers: EventTarget / dispatchEvent with listener objects
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const target = new EventTarget();
const obj = {
  id: 'obj',
  handleEvent(e) {
    t(this.id + e.type);
    e.preventDefault();
  },
};
target.addEventListener('x', obj);
target.addEventListener('x', (e) => t('fn' + (e.target === target)), { once: true });
function run() {
  return [
    target.dispatchEvent(new Event('x', { cancelable: true })),
    target.dispatchEvent(new Event('x')),
  ];
}
console.log(run());
console.log(log.join(' '));
