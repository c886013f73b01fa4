import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusFile } from '../../../bench/mapping/corpus.js';

/** A package whose code is edited while it runs. */
export interface Subject {
  name: string;
  /** Packages that it needs, left as they are. */
  needs: readonly string[];
  /** Exports a function that uses as much of `lib` as it can. */
  driver: string;
}

const each = (inputs: readonly unknown[], work: string): string =>
  `for (const x of ${JSON.stringify(inputs)}) { try { ${work} } catch {} }`;

export const subjects: readonly Subject[] = [
  {
    name: 'picomatch',
    needs: [],
    driver: `const pm = require('./lib/picomatch.js');
module.exports = () => { ${each(
      [
        '*.js',
        '**/{a,b}/[!x-z]*.?s',
        '!(foo|bar)*',
        '+(a|b)/@(c|d)',
        './a/../b',
        '\\*.md',
        '[[:alpha:]]+',
        '{1..3}',
        'a/**/b',
        '"q"/$x',
      ],
      `pm(x)('a/b/c.js'); pm(x, { dot: true, nocase: true })('.a'); pm.scan(x, { parts: true, tokens: true }); pm.parse(x); pm.makeRe(x, { contains: true });`,
    )} };`,
  },
  {
    name: 'js-yaml',
    needs: [],
    driver: `const loader = require('./lib/loader.js'), dumper = require('./lib/dumper.js');
module.exports = () => { ${each(
      [
        'a: 1\nb: [x, "y", {c: d}]\nd: &q {e: 1.5}\nf: *q\n',
        '- |\n  text\n  more\n- >-\n  folded\n\n  text\n- !!binary aGVsbG8=\n- 2001-12-14\n',
        '? k\n: v\n---\nnull\n...\n',
        '\'a\': "\\x41\\u0042\\n"\nn: 0x1f\nm: .inf\nt: true\n<<: {z: 1}\n',
        'a: [1,\n',
        'x: {{}: 1}\n',
      ],
      `let v; loader.loadAll(x, (d) => { v = d; }); dumper.dump(v); dumper.dump({ a: ['x: y', 'long '.repeat(30), { b: -0 }], d: new Date(0), v }, { flowLevel: 1, sortKeys: true });`,
    )} };`,
  },
  {
    name: 'postcss',
    needs: ['nanoid', 'picocolors', 'source-map-js'],
    driver: `const postcss = require('./lib/postcss.js');
module.exports = () => { ${each(
      [
        'a { color: red; b: url(x) }\n/* c */ @media (x) { .d > e { f: g !important } }',
        '@import "x";\n.a::before{content:"\\\\"}\n.b{}',
        'a{b:c;;d:e} @font-face{f:g}',
        'a { b',
        '}',
      ],
      `const root = postcss.parse(x); root.walk((n) => { n.clone(); n.toString(); n.prev(); n.next(); }); root.append('z{y:x}'); root.first.before('q{}'); root.walkDecls(/c/, (d) => { d.value = d.value + '!'; }); root.toString(); root.toResult(); postcss.list.comma('a, b(c, d), "e"');`,
    )} };`,
  },
  {
    name: 'json5',
    needs: [],
    driver: `const JSON5 = require('./lib/index.js');
module.exports = () => { ${each(
      [
        '{a: 1, \'b\': [0x1F, +.5e3, -Infinity, NaN,], /* c */ d: "\\x41\\u0042\\\\\\n", // e\n f: null, g: true}',
        '[',
        '{a:',
        '"\\z"',
        'tru',
      ],
      `const v = JSON5.parse(x, (k, y) => y); JSON5.stringify(v, null, 2); JSON5.stringify({ a: "it's", b: [undefined, () => 1, new Date(0)], 'c-d': v }, (k, y) => y, '--'); JSON5.stringify([1, 'a'], ['0']);`,
    )} };`,
  },
];

/** The files of a package's `lib`, by their names within it. */
export function filesOf({ name }: Subject, root: string): CorpusFile[] {
  const folder = join(root, 'node_modules', name, 'lib');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('vite_proxy'))
    .sort()
    .map((file) => ({ name: `lib/${file}`, text: readFileSync(join(folder, file), 'utf8') }));
}
