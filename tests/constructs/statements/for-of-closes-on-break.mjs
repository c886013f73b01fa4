// covers: for of / iterator closed once on break, return and throw, never on completion
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function source(name) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      t(name + ':open');
      return this;
    },
    next() {
      return { done: i >= 3, value: i++ };
    },
    return(v) {
      t(name + ':close');
      return { done: true, value: v };
    },
  };
}
function viaReturn() {
  for (const x of source('ret')) if (t(x) === 1) return x;
}
function run() {
  for (const x of source('all')) t(x);
  for (const x of source('brk')) if (t(x) === 1) break;
  viaReturn();
  try {
    for (const x of source('thr')) if (t(x) === 0) throw new Error('out');
  } catch (e) {
    t(e.message);
  }
}
run();
console.log(log.join(' '));
