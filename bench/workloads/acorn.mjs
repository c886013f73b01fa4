// Parses a large program of 5,000 lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'acorn';

const require = createRequire(import.meta.url);
const text = readFileSync(require.resolve('handlebars/dist/handlebars.js'), 'utf8');

export function run(iterations) {
  let nodes = 0;
  for (let i = 0; i < iterations; i++) {
    nodes = 0;
    const tree = parse(text, { ecmaVersion: 'latest', onToken: () => void nodes++ });
    nodes += tree.body.length;
  }
  return nodes;
}
