import { checker, ensure, oneSwitch, parse, same } from '../checking.mjs';

const OWNERS = ['Ada', 'Bo', 'Cy', 'Di'];
/** The `--quiet` in program.json: how many transfers at the end have no listeners. */
const QUIET = 3;
const BOTH = ['v1', 'v2'];

/** Every transfer is told, nothing is lost between the accounts, listeners go when told to. */
export const check = checker((lines, run) => {
  const balances = [100, 100, 100, 100];
  /** @type {{ text: string, versions: string[] }[]} */
  const items = [];
  let failures = 0;
  let quiet = false;
  const told = lines.splice(
    0,
    lines.findIndex((line) => /^\w+ has -?\d+$/.test(line)),
  );
  for (let number = 1; told.length > 0; number++) {
    if (told[0] === 'quiet from here on') {
      const left = told.filter((line) => line.startsWith('transfer')).length;
      same(left, QUIET, 'transfers after the listeners are gone');
      quiet = true;
      items.push({ text: told.shift() ?? '', versions: BOTH });
    }
    const [from, to] = [number % 4, (number * number + 1) % 4];
    const amount = (number * 29) % 90;
    const bookings = told.splice(
      0,
      told.findIndex((line) => line.startsWith('transfer')),
    );
    const text = told.shift() ?? '';
    const [outcome] = parse(text, new RegExp(`^transfer ${number} of ${amount}: (.*)$`));
    const done = outcome === 'done';
    same(bookings.length, done && !quiet ? 2 : 0, `bookings of transfer ${number}`);
    if (done) {
      const versions = balances[from] >= amount ? BOTH : ['v2'];
      ensure(balances[from] + 50 >= amount, `overdrawn: ${text}`);
      balances[from] -= amount;
      balances[to] += amount;
      if (!quiet) {
        items.push(booking(bookings[0], from, -amount, balances[from], versions));
        items.push(booking(bookings[1], to, amount, balances[to], BOTH));
      }
      items.push({ text, versions: quiet ? versions : BOTH });
    } else {
      failures += 1;
      items.push({ text, versions: refusal(outcome, OWNERS[from], balances[from], amount) });
    }
  }
  oneSwitch(items, run, { timed: true, hybrids: 1 });
  same(lines.pop(), `total 400, ${failures} failures`, 'last line');
  const final = OWNERS.map((owner, index) => ({ owner, balance: balances[index] }))
    .toSorted((a, b) => b.balance - a.balance || (a.owner < b.owner ? -1 : 1))
    .map(({ owner, balance }) => `${owner} has ${balance}`);
  same(lines, final, 'balances');
});

/**
 * @param {string} text
 * @param {number} account
 * @param {number} amount
 * @param {number} balance
 * @param {string[]} allowing the versions that allow this transfer
 */
function booking(text, account, amount, balance, allowing) {
  const sign = amount < 0 ? '-' : '+';
  const owner = OWNERS[account];
  if (text === `  ${owner}: ${sign}${Math.abs(amount)}`) {
    return { text, versions: allowing.filter((version) => version === 'v1') };
  }
  same(text, `  ${owner} ${sign}${Math.abs(amount)} = ${balance}`, 'booking');
  return { text, versions: ['v2'] };
}

/**
 * @param {string} message
 * @param {string} owner
 * @param {number} balance
 * @param {number} amount
 */
function refusal(message, owner, balance, amount) {
  ensure(amount > balance, `refused although covered: ${message}`);
  if (message === `${owner} has only ${balance}`) return ['v1'];
  same(message, `${owner} may use ${balance + 50}, which is less than ${amount}`, 'refusal');
  ensure(amount > balance + 50, `refused although covered: ${message}`);
  return ['v2'];
}
