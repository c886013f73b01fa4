// node scripts/icon.mjs: media/icon.png from media/icon.svg, in the browser of the tests.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './workbench/browser.mjs';
import { findChromium } from './workbench/chromium.mjs';

const media = join(dirname(dirname(fileURLToPath(import.meta.url))), 'media');

const browser = await startBrowser(await findChromium({ log: console.error }));
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  const svg = await readFile(join(media, 'icon.svg'), 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
