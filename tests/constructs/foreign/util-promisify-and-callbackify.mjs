// covers: node: internals / promisify, callbackify and inspect hooks
import { promisify, callbackify, inspect } from 'node:util';
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const cb = (x, done) => {
  t(x);
  queueMicrotask(() => done(null, t(x + '!')));
};
const back = callbackify(async (x) => {
  await null;
  return t(x);
});
console.log(await promisify(cb)('p'));
console.log(await new Promise((ok) => back('c', (e, v) => ok([e, t(v)]))));
console.log(
  inspect({
    [inspect.custom](depth, options, again) {
      for (let i = 0; i < 2; i++) t('inspect' + i);
      return '<custom>';
    },
  }),
);
console.log(log.join(' '));
