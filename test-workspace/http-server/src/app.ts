import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { query } from './database.js';

type Handler = (url: URL) => Promise<string>;

const routes = new Map<string, Handler>();
routes.set('/report', report);

export const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const handler = routes.get(url.pathname);
  if (!handler) {
    response.writeHead(404).end('not found');
    return;
  }
  const body = await handler(url);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(body);
}

async function report(url: URL): Promise<string> {
  const id = url.searchParams.get('id');
  const rows = await query(Number(id), Number(url.searchParams.get('delay')));
  return `report ${id}: ${rows.length} ${plural(rows.length)}`;
}

function plural(count: number): string {
  return count === 1 ? 'row' : 'rows';
}
