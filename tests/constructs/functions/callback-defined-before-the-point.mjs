// covers: closures / callback made before an update called after it
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const handlers = [];
function register(name) {
  let calls = 0;
  handlers.push(() => {
    calls++;
    t(name + calls);
    return () => calls;
  });
  t('registered ' + name);
}
register('a');
register('b');
const reads = [...handlers, ...handlers].map((h) => h());
console.log(reads.map((r) => r()));
console.log(log.join(' '));
