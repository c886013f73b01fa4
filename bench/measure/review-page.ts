import { createReadStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { buildReview } from '../../extension/review/build-model.js';
import { panelHtml } from '../../extension/review/html.js';
import { readPanelFiles } from '../../extension/review/panel-files.js';
import { LocalAnalyser } from '../../language-server/server/analysis/analyser.js';
import { startServer } from '../../language-server/server/server.js';
import { FakeSession } from '../../language-server/server/testing/fake-session.js';
import { baselineRequest, reviewRequest } from '../../protocol/lsp/index.js';
import { connectSession } from '../../runtime-agent/client/connection.js';
import { REVIEW_PROTOCOL, type ReviewModel } from '../../protocol/review.js';
import type { Place } from './place.js';

const FUNCTIONS = 20;

const functionText = (index: number): string => `export function step${index}(orders, limit) {
  const kept = [];
  for (const order of orders) {
    if (order.total < limit) continue;
    kept.push({ ...order, tax: Math.round(order.total) / 100 });
  }
  const next = step${(index + 1) % FUNCTIONS}(kept, limit + ${index});
  report(next, ${index});
  return next;
}
`;

const source = (): string =>
  Array.from({ length: FUNCTIONS }, (_, i) => functionText(i)).join('\n');

/** The review of an edit of 20 functions that stand on a stack, over and over, as the server has it. */
export async function makeReview(folder: string, depth: number): Promise<ReviewModel> {
  const sessionFolder = join(folder, 'sessions');
  mkdirSync(sessionFolder, { recursive: true });
  const session = await FakeSession.start(folder, sessionFolder, { 'steps.mjs': source() });
  const places = Array.from({ length: FUNCTIONS }, (_, i) => i);
  session.activity(
    ...places.map((i) => ({
      file: 'steps.mjs',
      at: `step${(i + 1) % FUNCTIONS}(kept, limit + ${i})`,
      count: depth / FUNCTIONS,
    })),
  );
  const frames = Array.from({ length: depth }, (_, i) => i % FUNCTIONS);
  session.stacks = [{ thread: 0, name: 'main', frames, deferredFrom: depth }];
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer({
    connection: createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
    analyser: new LocalAnalyser(),
    // There is no TypeScript in it.
    checker: { check: () => Promise.resolve(null), close: () => undefined },
    connect: connectSession,
    documentation: '',
  });
  const client = createProtocolConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  client.listen();
  try {
    const rootUri = pathToFileURL(folder).href;
    const initializationOptions = { sessionFolder };
    const params = { processId: null, rootUri, capabilities: {}, initializationOptions };
    await client.sendRequest('initialize', params);
    await client.sendNotification('initialized', {});
    while ((await client.sendRequest(baselineRequest, {})).sessions.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const text = source()
      .replaceAll('  const next', '  const since = Date.now();\n  const next')
      .replaceAll('report(next,', 'report(next, since,');
    const uri = pathToFileURL(join(folder, 'steps.mjs')).href;
    const textDocument = { uri, languageId: 'javascript', version: 1, text };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    const model = buildReview(await client.sendRequest(reviewRequest, {}), [folder]);
    if (model.questions.length < FUNCTIONS) throw new Error('nothing is to be decided');
    return model;
  } finally {
    await client.sendRequest('shutdown');
    client.dispose();
    session.end();
  }
}

/** Serves the built panel, as an editor's webview would find it. */
export async function servePanel(place: Place): Promise<{ address: string; close: () => void }> {
  const dist = dirname(place.cli);
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
  const files = readPanelFiles(dist, (name) => name);
  const html = panelHtml({ ...files, source: "'self'", nonce: 'once' });
  const server = createServer((request, response) => {
    const name = basename(request.url ?? '');
    const isPage = name === 'panel.html';
    response.setHeader('content-type', isPage ? 'text/html' : (types[extname(name)] ?? 'font/ttf'));
    if (isPage) {
      response.end(html);
      return;
    }
    createReadStream(join(dist, name))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/panel.html`, close: () => server.close() };
}

/** Opens the built panel; its host answers at once. */
export async function openReview(
  browser: Browser,
  address: string,
  model: ReviewModel,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const message = { type: 'model', protocol: REVIEW_PROTOCOL, model, at: null };
  await page.addInitScript(`
    globalThis.acquireVsCodeApi = () => ({
      postMessage: ({ type }) => type === 'ready' && window.postMessage(${JSON.stringify(message)}, '*'),
      getState: () => undefined,
      setState: () => undefined,
    });
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.row') || !document.querySelector('.line')) return;
      observer.disconnect();
      // The frame after the one that draws it.
      requestAnimationFrame(() => setTimeout(() => (globalThis.painted = performance.now())));
    }).observe(document, { childList: true, subtree: true });`);
  await page.goto(address);
  // The page's security policy forbids what `waitForFunction` does.
  await page.evaluate(`new Promise((resolve) => {
    const look = () => (globalThis.painted === undefined ? setTimeout(look, 5) : resolve());
    look();
  })`);
  return page;
}
