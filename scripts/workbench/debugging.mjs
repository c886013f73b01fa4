import { runCommandByTitle } from './palette.mjs';

/** @typedef {import('playwright-core').Page} Page */

// The editor hides it when no session is left, and shows the same again.
const toolbar = '.debug-toolbar:visible';

/**
 * What a user sees and does of debug sessions.
 */
export class Debugging {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * Opens the debugger's view, where stacks and variables are.
   */
  async showView() {
    await this.#page.keyboard.press('Control+Shift+d');
    await this.#page.locator('.debug-viewlet, .debug-pane').first().waitFor();
  }

  /** Starts the program of the active editor, with this extension where the editor asks. */
  async start() {
    await this.#page.keyboard.press('F5');
    const offered = this.#page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'Restitch: Node.js with Live Updates' })
      .first();
    const toolbarThere = this.#page.locator(toolbar);
    await offered.or(toolbarThere).first().waitFor();
    if (await offered.isVisible()) await offered.click();
    await toolbarThere.waitFor();
  }

  /** Sets or takes away a breakpoint at the caret. */
  async toggleBreakpoint() {
    await this.#page.keyboard.press('F9');
  }

  /**
   * Waits until a thread is stopped.
   */
  async stopped() {
    await this.#page.locator(`${toolbar} .codicon-debug-continue`).first().waitFor();
    await this.#page
      .locator('.debug-top-stack-frame-column, .debug-top-stack-frame-line')
      .first()
      .waitFor();
  }

  /**
   * Takes all breakpoints away. The editor carries a command out some time after it was chosen: it asks the
   * extension host first whether an extension wants to know.
   */
  async removeBreakpoints() {
    await runCommandByTitle(this.#page, 'Remove All Breakpoints');
    const rows = this.#page.locator('.debug-breakpoints .monaco-list-row');
    const left = rows.filter({ hasText: /\.[cm]?[jt]s\b/ });
    await left.first().waitFor({ state: 'detached' });
  }

  async continue() {
    await this.#page.locator(`${toolbar} .codicon-debug-continue`).first().click();
  }

  async stop() {
    await this.#page.keyboard.press('Shift+F5');
    await this.#page.locator(toolbar).waitFor({ state: 'detached' });
  }

  /** @returns {Promise<string[]>} The rows of the call stack as they are shown, from the top. */
  async callStack() {
    return await this.#page.locator('.debug-call-stack .monaco-list-row').allInnerTexts();
  }

  /**
   * @returns {Promise<number | undefined>} The line that the program is stopped at, as the gutter of
   *   the active editor has it.
   */
  async stoppedLine() {
    const glyph = this.#page
      .locator('.editor-instance')
      .locator('.codicon-debug-stackframe, .codicon-debug-breakpoint-stackframe')
      .first();
    if ((await glyph.count()) === 0) return undefined;
    const middle = await middleOf(glyph);
    for (const number of await this.#page.locator('.editor-instance .line-numbers').all()) {
      if (Math.abs((await middleOf(number)) - middle) < 6)
        return Number(await number.textContent());
    }
    return undefined;
  }

  /** @returns {Promise<string>} What the debug console shows. */
  async console() {
    return (await this.#page.locator('.repl .monaco-list-row').allInnerTexts()).join('\n');
  }
}

/** @param {import('playwright-core').Locator} element */
async function middleOf(element) {
  const box = await element.boundingBox();
  return box ? box.y + box.height / 2 : NaN;
}
