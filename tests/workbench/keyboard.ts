import type { Window } from './window.js';

/** What of the panel has the focus, by its name. */
const FOCUSED =
  '(document.activeElement.ariaLabel ?? document.activeElement.label ?? document.activeElement.textContent ?? "").trim()';

/**
 * Presses a key in the panel until something has the focus.
 * @param name How its name begins.
 * @throws {Error} with what had the focus instead.
 */
export async function tabTo({ page, panel }: Window, name: string, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let steps = 0; steps < 40; steps++) {
    const at = await panel.locator('body').evaluate<string, void>(FOCUSED);
    if (at.startsWith(name)) return;
    seen.push(at.slice(0, 30));
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${name}: ${seen.join(' | ')}`);
}
