// covers: module top / import of a module whose top-level await rejects
const out = [];
for (let i = 0; i < 2; i++) {
  try {
    await import('./bad.mjs');
    out.push('never');
  } catch (e) {
    out.push(e.message);
  } finally {
    await null;
    out.push('fin' + i);
  }
}
console.log(out);
