/** @typedef {import('playwright-core').Page} Page */

const input = '.quick-input-widget input.input';
const rows = '.quick-input-list .monaco-list-row';

/**
 * Opens a list by a key and clicks a row of it.
 * @param {Page} page
 * @param {string} key
 * @param {string} asked
 * @param {import('playwright-core').Locator} row
 * @returns {Promise<boolean>} Whether it came to that. A view that is still loading does not hand keys on, and
 *   what takes the focus in between closes the list.
 */
async function chooseIn(page, key, asked, row) {
  await page.keyboard.press(key);
  try {
    await page.locator(input).fill(asked, { timeout: 5000 });
    await row.click({ timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a command by its title, as a user does. A command whose extension is not there yet, or that
 * is not enabled yet, is waited for.
 * @param {Page} page
 * @param {string} title With its category: `Restitch: Apply Live Update`.
 * @param {number} [timeoutMs]
 */
export async function runCommandByTitle(page, title, timeoutMs = 20_000) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    // The list is a snapshot of the commands there were when it opened.
    const row = page
      .locator(`${rows}[aria-label="${title}"], ${rows}[aria-label^="${title},"]`)
      .first();
    const done = await chooseIn(page, 'F1', `>${title}`, row);
    if (done) return;
    await page.keyboard.press('Escape');
    if (Date.now() < deadline) continue;
    const starting = page.locator('.statusbar-item', { hasText: 'Activating Extensions' });
    if (!(await starting.isVisible())) throw new Error(`the palette does not offer ${title}`);
    // Its extension is not there yet.
    await starting.waitFor({ state: 'hidden' });
  }
}

/**
 * Opens a file of the folder in an editor.
 * @param {Page} page
 * @param {string} path Relative to the folder.
 * @param {number} [line] Where the caret goes; from 1.
 */
export async function openFile(page, path, line) {
  const name = path.split('/').at(-1) ?? path;
  for (let tries = 0; ; tries++) {
    const asked = line === undefined ? path : `${path}:${line}`;
    const row = page.locator(rows).filter({ hasText: name }).first();
    const done = await chooseIn(page, 'Control+p', asked, row);
    if (done) break;
    if (tries === 5) throw new Error(`the editor does not offer ${path}`);
    await page.keyboard.press('Escape');
  }
  await page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor();
  await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
}

/**
 * Chooses an entry of a list that the workbench asks with.
 * @param {Page} page
 * @param {string | RegExp} text
 */
export async function pick(page, text) {
  await page.locator(rows).filter({ hasText: text }).first().click();
}
