// covers: module values / require.main, module, __filename and the cache
const path = require('node:path');
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  t('point');
  return [
    require.main === module,
    module.loaded,
    module.filename === __filename,
    path.basename(__filename),
    module.children.length,
    Object.keys(require.cache).map((f) => path.basename(f)),
    typeof require.extensions['.js'],
    module.id,
  ];
}
console.log(run());
console.log(log.join(' '));
