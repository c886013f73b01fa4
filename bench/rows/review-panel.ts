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
  scroll: 'review panel, 1,000 frames scrolled from end to end, the longest step',
};

const paints = 12;
const presses = 300;
const passes = 6;
/** Pixels for each frame of the screen: a quick turn of the wheel. */
const step = 120;

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

/** Scrolls the stacks to their end, as fast as the screen shows it; the rows in sight have to be there. */
async function scrolled(browser: Browser, place: Place, address: string): Promise<Figure> {
  const page = await openReview(browser, address, await reviewOf(place, 1000));
  const pass = (): Promise<{ longest: number; missing: number }> =>
    page.evaluate(`(async () => {
      const tree = document.getElementById('tree');
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      tree.scrollTop = 0;
      await frame();
      let [longest, missing] = [0, 0];
      while (tree.scrollTop + tree.clientHeight < tree.scrollHeight - 1) {
        const started = performance.now();
        tree.scrollTop += ${step};
        await frame();
        longest = Math.max(longest, performance.now() - started);
        await frame();
        const { left, top, height } = tree.getBoundingClientRect();
        const row = document.elementFromPoint(left + 40, top + height / 2)?.closest('.row');
        if (!row) missing += 1;
      }
      return { longest, missing };
    })()`);
  const times: number[] = [];
  for (let i = 0; i < passes; i++) {
    const { longest, missing } = await pass();
    if (missing > 0) throw new Error(`${missing} times there was no row to be seen`);
    if (i > 0) times.push(longest);
  }
  await page.close();
  return timeFigure(names.scroll, times, 50);
}

/** How soon the review is there, and how it follows the keyboard and the wheel. */
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
      if (wanted(names.scroll)) figures.push(await scrolled(browser, place, address));
      return figures;
    } finally {
      await browser.close();
      close();
    }
  },
};
