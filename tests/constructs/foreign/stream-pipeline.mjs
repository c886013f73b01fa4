// covers: node: internals / stream callbacks and pipeline
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const out = [];
await pipeline(
  Readable.from(
    (function* () {
      yield t('a');
      yield t('b');
    })(),
  ),
  new Transform({
    objectMode: true,
    transform(x, _, done) {
      t('tr ' + x);
      done(null, x.toUpperCase());
    },
    flush(done) {
      t('flush');
      done();
    },
  }),
  async function* (src) {
    for await (const x of src) yield t(x + '!');
  },
  async (src) => {
    for await (const x of src) out.push(x);
  },
);
console.log(out);
console.log(log.join(' '));
