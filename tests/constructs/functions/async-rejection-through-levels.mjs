// covers: async function / rejection passes finally blocks and is caught once
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function low() {
  try {
    await null;
    throw new TypeError('low');
  } finally {
    t('low fin');
    await null;
    t('low fin2');
  }
}
async function mid() {
  try {
    return await low();
  } finally {
    t('mid fin');
  }
}
async function top() {
  try {
    await mid();
  } catch (e) {
    return [e.name, e.message, t('caught')];
  }
}
console.log(await top());
console.log(log.join(' '));
