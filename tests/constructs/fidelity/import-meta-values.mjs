// covers: module values / import.meta, its keys and resolve
import { basename } from 'node:path';
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  t('point');
  return [
    Object.keys(import.meta)
      .sort()
      .join(),
    basename(import.meta.url),
    basename(import.meta.filename),
    import.meta.resolve('node:fs'),
    basename(import.meta.resolve('./x.mjs')),
  ];
}
console.log(run(), import.meta.dirname.endsWith('fidelity'));
console.log(log.join(' '));
