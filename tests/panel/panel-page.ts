import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { panelHtml } from '../../extension/review/html.js';
import { readPanelFiles } from '../../extension/review/panel-files.js';
import { ReviewHost, type ReviewPorts } from '../../extension/review/review-host.js';
import type { FromPanel, ShowAt, ToPanel } from '../../protocol/review.js';
import { startBrowser } from '../../scripts/workbench/browser.mjs';
import { findChromium } from '../../scripts/workbench/chromium.mjs';
import themes from './themes.json' with { type: 'json' };

export type Theme = keyof typeof themes;
export const THEMES = Object.keys(themes) as Theme[];

const dist = join(import.meta.dirname, '../../dist');
const origin = 'http://localhost';

const CONTENT: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
};

export async function openBrowser(): Promise<Browser> {
  return startBrowser(await findChromium({ log: console.error }));
}

export interface PanelOptions {
  theme?: Theme;
  width?: number;
  height?: number;
  /** Where the review begins. */
  at?: ShowAt | null;
  /** The panel's texts in another language. */
  texts?: Record<string, string>;
}

/** The panel in a page, with its real host behind it; what the page asks of the host is kept. */
export class PanelPage {
  readonly received: FromPanel[] = [];
  readonly #problems: string[] = [];
  #host: ReviewHost | undefined;

  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    ports: Omit<ReviewPorts, 'post'>,
    options: PanelOptions = {},
  ): Promise<PanelPage> {
    const { theme = 'dark', width = 1280, height = 800, at = null, texts = {} } = options;
    const page = await browser.newPage({ viewport: { width, height } });
    const panel = new PanelPage(page);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        panel.#problems.push(message.text());
    });
    page.on('pageerror', (error) => panel.#problems.push(String(error)));
    const post = (message: ToPanel): void => {
      const script = `window.postMessage(${JSON.stringify(message)}, '*')`;
      // The page may be gone before the answer comes.
      void page.evaluate(script).catch(() => undefined);
    };
    panel.#host = new ReviewHost({ ...ports, post }, at);
    await page.exposeFunction('restitchReceive', (message: FromPanel) => {
      panel.received.push(message);
      void panel.#host?.receive(message);
    });
    await page.addInitScript(fakeApi(themes[theme]));
    await page.route(`${origin}/**`, async (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      if (name === 'panel.html') {
        const files = readPanelFiles(dist, (one) => one);
        const body = panelHtml({ ...files, source: "'self'", nonce: 'once', texts });
        return route.fulfill({ body, contentType: 'text/html' });
      }
      const contentType = CONTENT[name.split('.').at(-1) ?? ''] ?? 'application/json';
      return route.fulfill({ body: await readFile(join(dist, name)), contentType });
    });
    await page.goto(`${origin}/panel.html`);
    await page.waitForSelector('.row, .empty:not(:text("Reading"))');
    return panel;
  }

  /** What the page complains of; a violation of the security policy is there too. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  show(at: ShowAt | null): void {
    this.#host?.show(at);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** What a webview has: the editor's colours and its API; the state outlives a reload. */
function fakeApi({ kind, variables }: { kind: string; variables: Record<string, string> }): string {
  return `
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => void restitchReceive(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    });
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      document.body.className = ${JSON.stringify(kind)};
      const { style } = document.documentElement;
      for (const [name, value] of Object.entries(${JSON.stringify(variables)}))
        style.setProperty(name, value);
    }).observe(document, { childList: true, subtree: true });`;
}
