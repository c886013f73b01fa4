// covers: binary / nested to the right and to the left
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  return [
    t(1) - (t(2) - (t(3) - t(4))),
    t(1) - t(2) - t(3) - t(4),
    2 ** (t(3) ** t(1)),
    (t(7) & t(3)) | (t(8) ^ t(1)),
    (t(1) << t(3)) >> t(1),
  ];
}
console.log(run());
console.log(log.join(' '));
