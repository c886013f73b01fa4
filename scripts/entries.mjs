/**
 * @typedef {object} Entry One bundle of `dist/`.
 * @property {string} source TypeScript file, relative to the root.
 * @property {string} out File in `dist/`; `.cjs` is bundled as CommonJS, `.js` and `.mjs` as ESM.
 * @property {boolean} [executable] Starts with a shebang and may be run by name.
 */

/**
 * Everything that is built. One line per bundle, in the order of the way from the command to the
 * debuggee; a line whose source does not exist fails the build.
 * @type {Entry[]}
 */
export const entries = [];
