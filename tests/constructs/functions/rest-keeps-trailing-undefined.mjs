// covers: rest parameter / trailing undefined arguments are arguments
const log = [];
function t(x) {
  for (let i = 0; i < 1; i++) log.push(x);
  return x;
}
function rest(...args) {
  t('rest');
  return args.length;
}
const after = (first = 'default', ...args) => {
  t('after');
  return `${first} ${args.length} ${0 in args}`;
};
async function later(...args) {
  await t('later');
  return args.length;
}
class Base {
  constructor(...args) {
    t('base');
    this.count = args.length;
  }
}
class Derived extends Base {
  method({ length }, ...args) {
    t('method');
    return [length, args.length];
  }
}
function none() {
  t('none');
  return arguments.length;
}
const held = { rest, after, later };
function run() {
  const object = new Derived(1, undefined);
  return [
    held.rest(undefined),
    held.rest(1, undefined, undefined),
    held.after(undefined, undefined),
    held.after(1),
    object.count,
    object.method([], undefined),
    none(undefined),
  ];
}
console.log(run().join());
console.log(await held.later(undefined, undefined), await held.later());
console.log(log.join(' '));
