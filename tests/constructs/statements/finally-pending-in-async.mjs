// covers: finally / pending completion kept over an await in finally
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run(how) {
  let out = how;
  loop: for (const i of [1, 2]) {
    try {
      await null;
      if (how === 'return') return out;
      if (how === 'throw') throw new Error('pending');
      if (how === 'break') break loop;
      if (how === 'continue') continue;
      out += i;
    } finally {
      await wait('f' + i);
      out += 'F';
    }
    out += '-';
  }
  return out;
}
for (const how of ['return', 'throw', 'break', 'continue', 'normal'])
  console.log(await run(how).catch((e) => e.message));
console.log(log.length);
