// covers: closures / over parameters, catch, class, function name, loop and module variables
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
let top = 'top';
const fs = [];
function outer(param, { pat }, ...rest) {
  let local = 'local';
  function decl() {
    return [param, pat, rest, local, top, typeof decl, typeof outer];
  }
  fs.push(decl);
  for (const loop of ['loop']) {
    try {
      throw 'caught';
    } catch (caught) {
      class K {
        static get() {
          return [loop, caught, K.name, param];
        }
      }
      fs.push(K.get);
      t('inner');
      local = 'local2';
    }
  }
  (function named() {
    const deep = t('deep');
    fs.push(() => [deep, typeof named, local, rest.length]);
  })();
  param = t('param2');
  top = 'top2';
  rest.push(2);
}
outer('param', { pat: 'pat' }, 1);
console.log(fs.map((f) => f()));
console.log(log.join(' '));
