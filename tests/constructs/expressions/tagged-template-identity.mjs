// covers: tagged template / one strings object per site
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const seen = [];
const tag = (s, ...v) => {
  seen.push(s);
  return t(v.join());
};
function run() {
  for (let i = 0; i < 3; i++) tag`same${t(i)}site`;
  tag`same${t(9)}site`;
}
run();
run();
console.log(seen.map((s) => seen.indexOf(s)));
console.log(log.join(' '));
