import { createHash } from 'node:crypto';
import { checker, ensure, oneSwitch, parse, same } from '../checking.mjs';

/** Every request is answered, in the old or the new manner, and the old one never comes back. */
export const check = checker((lines, run) => {
  const allowed = [run.from, run.to];
  const replies = lines.map((text) => {
    const [round, path, status, body, etag] = parse(text, /^(\d+): (\S+) -> (\d+) (.*) \[(.*)\]$/);
    const kind = path === '/health' ? health(status, body) : report(path, status, body);
    ensure(etag === tag(body) || etag === 'no etag', `wrong etag: ${text}`);
    const tagging = etag === 'no etag' ? ['v1'] : ['v2', 'v3'];
    for (const versions of [kind.versions, tagging]) {
      const own = versions.some((version) => allowed.includes(version));
      ensure(own, `neither of ${run.from} nor of ${run.to}: ${text}`);
    }
    const versions = kind.versions.filter((version) => tagging.includes(version));
    return { text, round: Number(round), path, body, versions, unlimited: kind.unlimited };
  });
  const requests = replies.map(({ round, path }) => `${round} ${path}`);
  same(requests, expectedRequests(replies), 'requests');

  // The requests of a round are in flight together: one round may show both versions.
  /** @type {Map<string, typeof replies>} */
  const groups = new Map();
  for (const reply of replies) {
    const key = `${reply.round} ${reply.path === '/health'}`;
    groups.set(key, [...(groups.get(key) ?? []), reply]);
  }
  const items = [...groups.values()].map((group) => ({
    text: group.map(({ text }) => text).join('; '),
    versions: allowed.filter((version) =>
      group.every(({ versions }) => versions.includes(version)),
    ),
  }));
  oneSwitch(items, run, { hybrids: run.from === run.to ? 0 : 1 });

  // v3 asks with a limit and keeps the answer; what was asked for before it came is kept whole.
  const kept = new Map();
  for (const { text, path, body, versions, unlimited } of replies) {
    if (!versions.includes('v3') || path === '/health') continue;
    ensure(!unlimited || (run.from !== 'v3' && run.from !== run.to), `without a limit: ${text}`);
    same(body, kept.get(path) ?? body, text);
    kept.set(path, body);
  }
});

/** @param {{ round: number, path: string }[]} replies */
function expectedRequests(replies) {
  const rounds = replies.at(-1)?.round ?? 0;
  const first = replies.filter(({ round }) => round === 1).map(({ path }) => path);
  first.forEach((path, index) => {
    const last = index === first.length - 1;
    parse(path, last ? /^\/health$/ : new RegExp(`^/report\\?id=${index + 1}&delay=\\d+$`));
  });
  return Array.from({ length: rounds }, (_, round) =>
    first.map((path) => `${round + 1} ${path}`),
  ).flat();
}

/**
 * @param {string} status
 * @param {string} body
 */
function health(status, body) {
  if (status === '404') {
    same(body, 'not found', '/health');
    return { versions: ['v1'], unlimited: false };
  }
  same(`${status} ${body}`, '200 ok, 2 routes', '/health');
  return { versions: ['v2', 'v3'], unlimited: false };
}

/**
 * @param {string} path
 * @param {string} status
 * @param {string} body
 */
function report(path, status, body) {
  same(status, '200', path);
  const id = Number(parse(path, /id=(\d+)/)[0]);
  const rows = Array.from({ length: id }, (_, index) => 10 * (index + 1));
  const sum = (/** @type {number[]} */ values) => values.reduce((total, value) => total + value, 0);
  const count = `report ${id}: ${id} ${id === 1 ? 'row' : 'rows'}`;
  if (body === count) return { versions: ['v1'], unlimited: false };
  if (body === `${count}, total ${sum(rows)}`) return { versions: ['v2'], unlimited: false };
  const kept = [rows, rows.slice(0, 2)].find(
    (values) => body === `report ${id}: ${values.join('+')} = ${sum(values)}`,
  );
  ensure(kept, `wrong report: ${body}`);
  return { versions: ['v3'], unlimited: kept.length > 2 };
}

/** @param {string} body */
function tag(body) {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 8)}"`;
}
