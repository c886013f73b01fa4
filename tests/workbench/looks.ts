import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { runCommandByTitle } from '../../scripts/workbench/palette.mjs';

/** Screenshots of every state, to be looked at: a folder for each scenario. */
const results = join(import.meta.dirname, '../../test-results/workbench');

/** How the editor's own themes are named in the list of them, and what class the workbench has then. */
const THEMES = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  'high-contrast': ['Dark High Contrast', 'hc-black'],
  'high-contrast-light': ['Light High Contrast', 'hc-light'],
} as const;
export type ThemeName = keyof typeof THEMES;

export interface Size {
  width: number;
  height: number;
}
export const WIDE: Size = { width: 1280, height: 800 };
/** The side bar takes 300 of these, or more. */
export const NARROW: Size = { width: 760, height: 800 };

/** Whether one theme and size is enough: that of the moment. */
const oneLook = process.env['RESTITCH_LOOKS'] === 'one';

/** A state that is shown already. */
export const asItIs = (): Promise<void> => Promise.resolve();

/** What takes pictures of a window: of one state as it is, or in every theme and size. */
export class Looks {
  #theme: ThemeName = 'light';
  #count = 0;

  constructor(
    private readonly page: Page,
    private readonly scenario: string,
  ) {}

  /** A picture of the window as it is. */
  async picture(state: string): Promise<void> {
    this.#count += 1;
    await this.#take(`${String(this.#count).padStart(2, '0')}-${state}`);
  }

  /**
   * Pictures of states in each theme and size; theme and size are as before afterwards.
   * @param states Shows each of them, and may look at what is shown.
   */
  async everyLook(states: Record<string, (look: string) => Promise<void>>): Promise<void> {
    const before = this.#theme;
    const first = this.#count;
    try {
      for (const theme of oneLook ? [before] : (Object.keys(THEMES) as ThemeName[])) {
        await this.setTheme(theme);
        for (const size of oneLook ? [WIDE] : [WIDE, NARROW]) {
          await this.page.setViewportSize(size);
          this.#count = first;
          for (const [state, show] of Object.entries(states)) {
            await show(`${state}, ${theme}, ${size.width}×${size.height}`);
            await this.picture(state);
          }
        }
      }
    } finally {
      await this.page.setViewportSize(WIDE);
      await this.setTheme(before);
    }
  }

  async setTheme(theme: ThemeName): Promise<void> {
    if (theme === this.#theme) return;
    this.#theme = theme;
    await runCommandByTitle(this.page, 'Preferences: Color Theme');
    const [label, workbench] = THEMES[theme];
    await this.page.locator('.quick-input-widget input.input').fill(label);
    await this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.monaco-workbench.${workbench}`).waitFor();
  }

  async #take(name: string): Promise<void> {
    // No hover covers what is to be seen.
    await this.page.mouse.move(this.page.viewportSize()?.width ?? 0, 12);
    await this.page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
    const { width, height } = this.page.viewportSize() ?? WIDE;
    const path = join(results, this.scenario, `${name}.${this.#theme}.${width}x${height}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, animations: 'disabled' });
  }
}
