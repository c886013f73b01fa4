// Minifies a sixth of acorn's source: parse, compress, mangle, print.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { minify } from 'terser';

const text = readFileSync(createRequire(import.meta.url).resolve('acorn'), 'utf8');
// The first sixth, up to the end of a section, with the wrapper closed.
const source = `${text.slice(0, text.indexOf('\n  // ### Statement parsing'))}\n}));`;

export async function run(iterations) {
  let length = 0;
  for (let i = 0; i < iterations; i++) {
    const { code } = await minify(source, { compress: { passes: 1 }, mangle: true });
    length = code.length;
  }
  return length;
}
