import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../scripts/workbench/browser.mjs';
import { findChromium } from '../../scripts/workbench/chromium.mjs';
import type { Figure } from '../figure.js';
import { timeFigure } from '../measure/pairs.js';
import type { Place } from '../measure/place.js';
import { makeReview, openReview, servePanel } from '../measure/review-page.js';
import type { Row } from '../row.js';

const names = {
  paint: 'review panel, first paint with 100 frames',
  keys: 'review panel, a key held down on 1,000 frames, from one frame shown to the next',
};

const paints = 12;
const presses = 300;

async function reviewOf(
  place: Place,
  depth: number,
): Promise<Awaited<ReturnType<typeof makeReview>>> {
  const folder = join(place.scratch, `review-${depth}`);
  mkdirSync(folder, { recursive: true });
  return makeReview(folder, depth);
}

/** From the beginning of the page to the drawn plan; the first loads are to warm up. */
async function firstPaint(browser: Browser, place: Place, address: string): Promise<Figure> {
  const model = await reviewOf(place, 100);
  const times: number[] = [];
  for (let i = 0; i < paints; i++) {
    const page = await openReview(browser, address, model);
    const ms = await page.evaluate<number>('globalThis.painted');
    if (i > 1) times.push(ms);
    await page.close();
  }
  return timeFigure(names.paint, times, 300);
}

/** Goes down frame by frame as fast as the screen shows it; each press has to arrive. */
async function keysHeldDown(browser: Browser, place: Place, address: string): Promise<Figure> {
  const page = await openReview(browser, address, await reviewOf(place, 1000));
  const times = await page.evaluate<number[]>(`(async () => {
    const tree = document.getElementById('tree');
    const key = () => new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true });
    tree.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const times = [];
    for (let i = 0; i < ${presses}; i++) {
      const started = performance.now();
      tree.dispatchEvent(key());
      await frame();
      times.push(performance.now() - started);
    }
    await frame();
    return times;
  })()`);
  const row = await page.getAttribute('#tree', 'aria-activedescendant');
  // Two rows stand above the first frame.
  if (row !== `row-t0-frames-${presses - 2}`) throw new Error(`a key was lost: ${row}`);
  await page.close();
  return timeFigure(names.keys, times, 50);
}

/** How soon the review is there, and how it follows the keyboard. */
export const reviewPanel: Row = {
  names: Object.values(names),
  async measure({ wanted, place, log }) {
    const browser = await startBrowser(await findChromium({ log }));
    const { address, close } = await servePanel(place);
    try {
      const figures: Figure[] = [];
      log('measuring the review panel');
      if (wanted(names.paint)) figures.push(await firstPaint(browser, place, address));
      if (wanted(names.keys)) figures.push(await keysHeldDown(browser, place, address));
      return figures;
    } finally {
      await browser.close();
      close();
    }
  },
};
