// Formats JavaScript, CSS and Markdown.
import { readFileSync } from 'node:fs';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as postcss from 'prettier/plugins/postcss';
import { format } from 'prettier/standalone';

const read = (file) => readFileSync(new URL(`node_modules/${file}`, import.meta.url), 'utf8');
const script = read('handlebars/dist/cjs/handlebars/compiler/javascript-compiler.js');
const readme = read('yaml/README.md');
const styles = Array.from(
  { length: 40 },
  (_, i) => `.a${i}>b,.c${i}:hover{color:#${i}a${i % 10}; margin:0 ${i}px!important}
@media(max-width:${i}00px){.d{grid-template-areas:"a b" "c d"}}`,
).join('\n');

export async function run(iterations) {
  let length = 0;
  for (let i = 0; i < iterations; i++) {
    const results = [
      await format(script, { parser: 'babel', plugins: [babel, estree] }),
      await format(styles, { parser: 'css', plugins: [postcss] }),
      await format(readme, { parser: 'markdown', plugins: [markdown] }),
    ];
    length = results.reduce((sum, text) => sum + text.length, 0);
  }
  return length;
}
