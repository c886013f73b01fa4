// covers: require / error while a module is evaluated, then loaded again
globalThis.attempts = 0;
const out = [];
for (let i = 0; i < 3; i++) {
  try {
    out.push(require('./flaky.cjs'));
  } catch (e) {
    out.push(e.message);
  } finally {
    out.push(attempts);
  }
}
try {
  require('./absent.cjs');
} catch (e) {
  out.push(e.code);
}
console.log(out);
delete globalThis.attempts;
