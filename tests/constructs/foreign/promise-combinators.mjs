// covers: Promise / all, allSettled, race, any and a then method of a subclass
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class P extends Promise {
  then(a, b) {
    t('then');
    return super.then(a, b);
  }
}
const ok = (v) => new P((f) => f(v));
const bad = (v) => Promise.reject(new Error(v));
console.log(await Promise.all([ok(1), 2]));
console.log((await Promise.allSettled([ok(1), bad('x')])).map((r) => r.status));
console.log(await Promise.race([new Promise(() => {}), ok('race')]));
console.log(
  await Promise.any([bad('y'), ok('any')]),
  await Promise.any([bad('z')]).catch((e) => e.constructor.name),
);
console.log(log.join(' '));
