// Parses a large program of 18,000 lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'acorn';

const require = createRequire(import.meta.url);
const text = readFileSync(require.resolve('alasql/dist/alasql.fs.js'), 'utf8');
const part = text.slice(0, text.indexOf('\nfunction ', 400_000));

export function run(iterations) {
  let nodes = 0;
  for (let i = 0; i < iterations; i++) {
    nodes = 0;
    const tree = parse(part, { ecmaVersion: 'latest', onToken: () => void nodes++ });
    nodes += tree.body.length;
  }
  return nodes;
}
