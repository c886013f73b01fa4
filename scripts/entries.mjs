/**
 * @typedef {object} Entry One bundle of `dist/`.
 * @property {string} source TypeScript file, relative to the root.
 * @property {string} out File in `dist/`; `.mjs` is bundled as ESM, `.cjs` and `.js` as CommonJS.
 * @property {boolean} [executable] Starts with a shebang and may be run by name.
 * @property {'package' | 'checkout'} [only] Not everywhere: only in the package for the editor, or only
 *   where the sources are.
 * @property {boolean} [keepsNames] Its functions are on the program's stacks, which know them by their names.
 * @property {boolean} [compact] Without white space everywhere: it is read and hashed as each program starts.
 * @property {boolean} [browser] Runs in a webview; its styles and fonts come to lie beside it.
 */

/**
 * Everything that is built. One line per bundle, in the order of the way from the command to the
 * debuggee; a line whose source does not exist fails the build.
 * @type {Entry[]}
 */
export const entries = [
  { source: 'cli/main.ts', out: 'cli.js', executable: true },
  { source: 'cli/commands.ts', out: 'commands.cjs' },
  { source: 'runtime-agent/starter.ts', out: 'agent.cjs', keepsNames: true, compact: true },
  { source: 'runtime-agent/bootstrap.ts', out: 'agent-code.cjs', keepsNames: true, compact: true },
  { source: 'runtime-agent/loader/hooks-thread.ts', out: 'hooks-thread.mjs' },
  { source: 'runtime-agent/loader/compile.ts', out: 'compile.cjs' },
  { source: 'runtime-agent/loader/tsconfig.ts', out: 'tsconfig.cjs' },
  { source: 'runtime-agent/coordinator/main.ts', out: 'coordinator.cjs' },
  { source: 'runtime-agent/coordinator/engine.ts', out: 'engine.cjs' },
  { source: 'language-server/server/main.ts', out: 'language-server.js', executable: true },
  { source: 'runtime-agent/adapter/main.ts', out: 'debug-adapter.js' },
  { source: 'extension/main.ts', out: 'extension.cjs' },
  { source: 'extension/language/client.ts', out: 'language-client.cjs' },
  { source: 'extension/webview/main.ts', out: 'review-panel.js', browser: true },
  { source: 'bench/main.ts', out: 'bench.mjs', only: 'checkout' },
  { source: 'bench/mapping/main.ts', out: 'bench-mapping.mjs', only: 'checkout' },
  { source: 'bench/mapping/releases/main.ts', out: 'bench-releases.mjs', only: 'checkout' },
  // Takes esbuild's place (docs/packaging.md).
  {
    source: 'runtime-agent/loader/typescript/packaged-compiler.ts',
    out: 'typescript.cjs',
    only: 'package',
  },
];
