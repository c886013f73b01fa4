// covers: Promise / withResolvers and Promise.try
// minNode: 24
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const { promise, resolve } = Promise.withResolvers();
promise.then((v) => t('then ' + v));
resolve(t('v'));
console.log(
  await Promise.try((x) => t(x), 'arg'),
  await Promise.try(() => {
    throw new Error('e');
  }).catch((e) => t(e.message)),
);
console.log(log.join(' '));
