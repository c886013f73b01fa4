/** @typedef {import('playwright-core').Page} Page */

const input = '.quick-input-widget input.input';
const rows = '.quick-input-list .monaco-list-row';

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
    await page.keyboard.press('F1');
    await page.locator(input).fill(`>${title}`);
    // The list is a snapshot of the commands there were when it opened.
    const row = page
      .locator(`${rows}[aria-label="${title}"], ${rows}[aria-label^="${title},"]`)
      .first();
    // What takes the focus at that moment closes the list.
    const done = await row.click({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (done) return;
    await page.keyboard.press('Escape');
    if (Date.now() > deadline) throw new Error(`the palette does not offer ${title}`);
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
    await page.keyboard.press('Control+p');
    await page.locator(input).fill(line === undefined ? path : `${path}:${line}`);
    // What takes the focus at that moment closes the list; a key would go to the editor.
    const row = page.locator(rows).filter({ hasText: name }).first();
    const done = await row.click({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
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
