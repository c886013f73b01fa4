/** A program of `bench/workloads/` and the packages that are instrumented whole with it. */
export interface Workload {
  name: string;
  /** Folders in node_modules; the workload itself is always instrumented. */
  packages: readonly string[];
  /** The file that is edited where the program is updated. */
  edited: string;
}

const kernel = (name: string): Workload => ({ name, packages: [], edited: `${name}.mjs` });

/** npm packages at their own job first, then kernels. */
export const workloads: readonly Workload[] = [
  { name: 'acorn', packages: ['acorn'], edited: 'node_modules/acorn/dist/acorn.mjs' },
  {
    name: 'typescript',
    packages: ['typescript'],
    edited: 'node_modules/typescript/lib/typescript.js',
  },
  { name: 'terser', packages: ['terser'], edited: 'node_modules/terser/lib/compress/index.js' },
  { name: 'marked', packages: ['marked'], edited: 'node_modules/marked/lib/marked.esm.js' },
  {
    name: 'handlebars',
    packages: ['handlebars'],
    edited: 'node_modules/handlebars/dist/cjs/handlebars/compiler/javascript-compiler.js',
  },
  { name: 'alasql', packages: ['alasql'], edited: 'node_modules/alasql/dist/alasql.fs.js' },
  { name: 'prettier', packages: ['prettier'], edited: 'node_modules/prettier/plugins/estree.mjs' },
  {
    name: 'ajv',
    packages: ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'],
    edited: 'node_modules/ajv/dist/compile/validate/index.js',
  },
  { name: 'immer', packages: ['immer'], edited: 'node_modules/immer/dist/immer.mjs' },
  { name: 'lodash', packages: ['lodash'], edited: 'node_modules/lodash/lodash.js' },
  {
    name: 'pug',
    packages: ['pug*', 'doctypes', 'is-expression', 'constantinople', 'with'],
    edited: 'node_modules/pug-code-gen/index.js',
  },
  { name: 'yaml', packages: ['yaml'], edited: 'node_modules/yaml/dist/parse/lexer.js' },
  kernel('richards'),
  kernel('deltablue'),
  kernel('raytrace'),
  kernel('nbody'),
  kernel('fannkuch'),
  kernel('splay'),
  kernel('ping-pong'),
  kernel('generators'),
];
