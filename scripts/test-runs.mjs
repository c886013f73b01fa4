import { testNodes } from './nodes.mjs';

/**
 * @typedef {object} TestRun One run of vitest.
 * @property {string} name
 * @property {string} node The Node executable that runs it, and that its tests start programs with.
 * @property {string[]} filters Parts of paths of test files; none means all of them.
 * @property {number} timeoutMs
 */

const minutes = 60_000;

/** Tests that depend on the Node version run on each; those of pure code run on this one alone. */
const onEveryNode = ['tests/', 'runtime-agent/', 'cli/'];

/** @returns {TestRun[]} Everything `npm test` runs with vitest, in this order. */
export function testRuns() {
  return [
    {
      name: `Node ${process.versions.node} (this one)`,
      node: process.execPath,
      filters: [],
      timeoutMs: 10 * minutes,
    },
    ...testNodes()
      .filter(({ version }) => version !== process.versions.node)
      .map(({ version, path }) => ({
        name: `Node ${version}`,
        node: path,
        filters: onEveryNode,
        timeoutMs: 5 * minutes,
      })),
  ];
}
