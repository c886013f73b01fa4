import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Cache } from './cache.js';
import { query } from './database.js';

type Handler = (url: URL) => Promise<string>;

const found = new Cache<string, number[]>(1000);
const routes = new Map<string, Handler>();
routes.set('/report', report);
routes.set('/health', health);

export const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(`failed: ${String(error)}`);
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'http://localhost');
  const handler = routes.get(url.pathname);
  if (!handler) {
    response.writeHead(404).end('not found');
    return;
  }
  const body = await handler(url);
  response.writeHead(200, {
    'content-type': 'text/plain',
    etag: etag(body),
    'server-timing': `total;dur=${performance.now() - started}`,
  });
  response.end(body);
}

function etag(body: string): string {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 8)}"`;
}

async function report(url: URL): Promise<string> {
  const id = url.searchParams.get('id');
  const rows =
    found.get(`report ${id}`) ??
    (await query(Number(id), Number(url.searchParams.get('delay')), 2));
  found.set(`report ${id}`, rows);
  return `report ${id}: ${rows.join('+')} = ${sum(rows)}`;
}

function sum(rows: number[]): number {
  return rows.reduce((total, row) => total + row, 0);
}

async function health(): Promise<string> {
  return `ok, ${routes.size} routes`;
}
