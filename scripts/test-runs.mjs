import { testNodes } from './nodes.mjs';

/**
 * @typedef {object} TestRun One run of vitest.
 * @property {string} name
 * @property {string} node The Node executable that runs it, and that its tests start programs with.
 * @property {string[]} filters Parts of paths of test files; none means all of them.
 * @property {string[]} excludes Test files that are left out all the same.
 * @property {string[]} options More arguments for vitest.
 * @property {Record<string, string>} [env] Added to the environment.
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

/**
 * What is inferred and planned is the same on each; how two frames are made of one, and loops of another kind, is the
 * engine's, which the oracle tries on each.
 */
const onThisNodeAlone = [
  ...['types', 'plans', 'plan-state', 'plan-frames', 'moved-code', 'split-frames', 'loop-kinds'],
].map((name) => `tests/cli/${name}.test.ts`);

/**
 * Tests start programs and edit them while they run: one run of thousands may come too late. It is run
 * a second time.
 */
const again = ['--retry=1'];

/** The file of the workbench's tests that `npm test` runs. */
export const coreFile = 'tests/workbench/core.e2e.ts';

/**
 * An update from the key to the result in the whole workbench. Its tests go on from each other, so that
 * none can be run a second time alone.
 * @type {TestRun}
 */
export const coreRun = {
  name: 'the whole workbench',
  node: process.execPath,
  filters: [coreFile],
  excludes: [],
  options: ['--config=tests/workbench/vitest.config.ts'],
  env: { RESTITCH_LOOKS: 'one' },
  timeoutMs: 5 * minutes,
};

/** @returns {TestRun[]} Everything `npm test` runs with vitest, in this order. */
export function testRuns() {
  return [
    {
      name: `Node ${process.versions.node} (this one)`,
      node: process.execPath,
      filters: [],
      excludes: [],
      options: again,
      timeoutMs: 20 * minutes,
    },
    ...testNodes()
      .filter(({ version }) => version !== process.versions.node)
      .map(({ version, path }) => ({
        name: `Node ${version}`,
        node: path,
        filters: onEveryNode,
        excludes: onThisNodeAlone,
        options: again,
        timeoutMs: 10 * minutes,
      })),
  ];
}
