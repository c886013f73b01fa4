// A small JSON API over tables in memory. Prints its port, and its resident set when asked.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { handleOrders } from './orders.mjs';
import { renderPage } from './page.mjs';
import { Router } from './router.mjs';

const router = new Router()
  .use(async (context, next) => {
    const began = performance.now();
    await next();
    context.headers['x-time'] = (performance.now() - began).toFixed(1);
  })
  .use(async (context, next) => {
    try {
      await next();
    } catch (error) {
      context.status = error.status ?? 500;
      context.body = { error: error.message };
    }
  });

handleOrders(router);
router.on('GET', '/page/:number', ({ params }) => renderPage(Number(params.number)));

const server = createServer((request, response) => void router.handle(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

createInterface({ input: process.stdin }).on('line', () => {
  console.log(process.resourceUsage().maxRSS);
});
