class Route {
  #pattern;

  constructor(method, path, handler) {
    this.method = method;
    this.handler = handler;
    const source = path.replace(/:(\w+)/g, '(?<$1>[^/]+)');
    this.#pattern = new RegExp(`^${source}$`);
  }

  match(method, path) {
    if (method !== this.method) return undefined;
    const found = this.#pattern.exec(path);
    return found && { handler: this.handler, params: { ...found.groups } };
  }
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length === 0) return undefined;
  return JSON.parse(Buffer.concat(chunks).toString());
}

export class Router {
  #middlewares = [];
  #routes = [];

  use(middleware) {
    this.#middlewares.push(middleware);
    return this;
  }

  on(method, path, handler) {
    this.#routes.push(new Route(method, path, handler));
    return this;
  }

  async handle(request, response) {
    const url = new URL(request.url, 'http://localhost');
    const context = { request, url, status: 200, headers: {}, body: undefined };
    await this.#run(context, 0);
    const isText = typeof context.body === 'string';
    const text = isText ? context.body : JSON.stringify(context.body ?? null);
    response.writeHead(context.status, {
      'content-type': isText ? 'text/html' : 'application/json',
      'content-length': Buffer.byteLength(text),
      ...context.headers,
    });
    response.end(text);
  }

  async #run(context, at) {
    const middleware = this.#middlewares[at];
    if (middleware) return middleware(context, () => this.#run(context, at + 1));
    const { request, url } = context;
    for (const route of this.#routes) {
      const match = route.match(request.method, url.pathname);
      if (!match) continue;
      const input = request.method === 'POST' ? await readJson(request) : undefined;
      const query = Object.fromEntries(url.searchParams);
      context.body = await match.handler({ ...context, params: match.params, query, input });
      return;
    }
    throw Object.assign(new Error(`nothing at ${url.pathname}`), { status: 404 });
  }
}
