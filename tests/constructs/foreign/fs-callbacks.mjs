// covers: node: internals / callbacks of asynchronous file functions
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const me = new URL(import.meta.url);
const viaCallback = (url) =>
  new Promise((ok) =>
    fs.readFile(url, 'utf8', (err, text) => {
      for (let i = 0; i < 2; i++) t('cb' + i);
      ok(err ? err.code : text.slice(0, 10));
    }),
  );
console.log(
  await viaCallback(me),
  await viaCallback(new URL('./none', me)),
  (await readFile(me, 'utf8')).startsWith('// covers'),
);
console.log(log.join(' '));
