// A vitest reporter that names the tests that failed once and passed when they were run again: whoever
// reads the log is to know of them, although they do not fail the run.

/** @typedef {{ fullName: string, module: { relativeModuleId: string }, diagnostic(): { flaky: boolean } | undefined }} TestCase */

export default class SecondRuns {
  /** @type {string[]} */
  #names = [];

  /** @param {TestCase} test */
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky)
      this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    for (const name of this.#names) console.log(`passed in a second run only: ${name}`);
  }
}
