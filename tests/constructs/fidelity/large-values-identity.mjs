// covers: memory / large captured values stay the same objects
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const big = new Uint8Array(1 << 16).fill(7);
const view = new DataView(big.buffer);
function run(buffer) {
  const local = buffer.subarray(1, 5);
  t('point');
  view.setUint8(1, 9);
  local[1] = t(3);
  return [local.join(), big[2], local.buffer === big.buffer, view.getUint8(2)];
}
console.log(run(big));
console.log(log.join(' '));
