// covers: uninstrumented package / async functions and generators of a package
import { series, chunks, Defer } from 'async-package';
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
async function run() {
  const out = await series([
    async () => t('a'),
    () => t('b'),
    async () => {
      await null;
      return t('c');
    },
  ]);
  const d = new Defer();
  const waiting = d.wait().then((v) => t('got ' + v));
  for (const c of chunks(
    (function* () {
      for (let i = 0; i < 3; i++) yield t(i);
    })(),
    2,
  ))
    out.push(c);
  d.settle(t('v'));
  out.push(await waiting);
  for await (const x of chunks.async(['p', 'q'], async (v) => t(v))) out.push(x);
  return out;
}
console.log(await run());
console.log(log.join(' '));
