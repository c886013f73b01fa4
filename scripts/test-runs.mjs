import { testNodes } from './nodes.mjs';

/**
 * @typedef {object} TestRun One run of vitest.
 * @property {string} name
 * @property {string} node The Node executable that runs it, and that its tests start programs with.
 * @property {string[]} filters Parts of paths of test files; none means all of them.
 * @property {string[]} excludes Test files that are left out all the same.
 * @property {number} timeoutMs
 */

const minutes = 60_000;

/** The engine's own tests run on each Node version; those of pure code run on this one alone. */
const onEveryNode = [
  'tests/oracle/',
  'tests/cli/',
  ...['conformance.test', 'breakpoints.test', 'cancel.test', 'goto.test', 'output.test'].map(
    (name) => `tests/debugger/${name}`,
  ),
];

/** What TypeScript's checker finds is the same on each. */
const onThisNodeAlone = ['tests/cli/types.test.ts'];

/** @returns {TestRun[]} Everything `npm test` runs with vitest, in this order. */
export function testRuns() {
  return [
    {
      name: `Node ${process.versions.node} (this one)`,
      node: process.execPath,
      filters: [],
      excludes: [],
      timeoutMs: 20 * minutes,
    },
    ...testNodes()
      .filter(({ version }) => version !== process.versions.node)
      .map(({ version, path }) => ({
        name: `Node ${version}`,
        node: path,
        filters: onEveryNode,
        excludes: onThisNodeAlone,
        timeoutMs: 10 * minutes,
      })),
  ];
}
