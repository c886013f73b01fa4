// covers: delete / member with calls in object and key
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = { a: 1, b: { c: 2 }, d: 3 };
  const get = (k) => (t(k), o);
  const out = [
    delete get('x').a,
    delete get('y')[t('b')][t('none')],
    delete get('z')?.b?.c,
    delete t('v'),
  ];
  try {
    delete Object.freeze(get('w'))[t('d')];
  } catch (e) {
    out.push(e.name);
  }
  return [out, o];
}
console.log(run());
console.log(log.join(' '));
