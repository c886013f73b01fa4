// covers: default parameter / one that gives undefined is evaluated once by an async function
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(String(x));
  return x;
};
const nothing = (x) => {
  t(x);
};
async function fetched(first, second = nothing('default'), third = t('third')) {
  t(await first);
  return [first, second, third, arguments.length];
}
const arrow = async (a = nothing('arrow'), b = () => a) => {
  t(await a);
  return [a, b()];
};
const unused = async (a, b = nothing('unused')) => t(a);
const rest = async (a = nothing('rest'), ...others) => [a, others, await t('others')];
class Store {
  async load(key = nothing('key')) {
    return [this instanceof Store, key, await t('load')];
  }
}
console.log(await fetched(1), await fetched(2, undefined), await fetched(3, 4, undefined));
console.log(await arrow(), await arrow(5), await new Store().load());
console.log(await unused(6), await unused(7, 8), await rest(), await rest(undefined, 9, undefined));
console.log(log.join(' '));
