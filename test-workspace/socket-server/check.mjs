import { checker, consecutive, ensure, oneSwitch, parse, same } from '../checking.mjs';

/** Every client gets a reply to every request, with the sum of what it has sent. */
export const check = checker((lines, run) => {
  const [clients] = parse(lines.shift(), /^(\d+) clients$/);
  same(lines.pop(), 'closed', 'last line');
  const received = lines.filter((line) => !/^\d+ connected/.test(line));
  same(received.length, Number(clients), 'clients');
  const rounds = received[0]?.split(' | ').length ?? 0;
  received.forEach((line, id) => {
    const [number, text] = parse(line, /^client (\d+): (.*)$/);
    same(Number(number), id, 'client');
    const replies = text.split(' | ').map(reply);
    same(replies.length, rounds, `client ${id}: replies`);
    oneSwitch(replies, run);
    let sum = 0;
    replies.forEach(({ text, total }, index) => {
      sum += id + index + 1;
      same(total, sum, `client ${id}: ${text}`);
    });
    const counts = replies.flatMap(({ count }) => count ?? []);
    consecutive(counts, `client ${id}: requests counted`);
    if (counts.length > 0) same(counts[0], 1, `client ${id}: requests counted`);
  });
});

/**
 * @param {string} text
 * @returns {{ text: string, versions: string[], total: number, count?: number }}
 */
function reply(text) {
  if (text.startsWith('ok ')) return { text, versions: ['v1'], total: Number(text.slice(3)) };
  const [total, count] = parse(text, /^\{"total":(\d+),"count":(\d+)\}$/);
  ensure(count !== '0', text);
  return { text, versions: ['v2'], total: Number(total), count: Number(count) };
}
