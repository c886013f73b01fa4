// Markdown to HTML: the read-me files of the other packages.
import { readFileSync } from 'node:fs';
import { marked } from 'marked';

const files = ['acorn/README.md', 'ajv/README.md', 'alasql/README.md', 'terser/README.md'];
const text = files
  .map((file) => readFileSync(new URL(`node_modules/${file}`, import.meta.url), 'utf8'))
  .join('\n\n');

export function run(iterations) {
  let length = 0;
  for (let i = 0; i < iterations; i++) length = marked.parse(text, { async: false }).length;
  return length;
}
