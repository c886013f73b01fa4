// covers: globals / replaced Date.now and Math.random are called by the program only
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
let calls = 0;
Date.now = () => ++calls;
Math.random = () => {
  calls += 10;
  return 0.5;
};
performance.now = () => (calls += 100);
function run() {
  const a = Date.now();
  t('point');
  return [a, Math.random(), Date.now(), performance.now()];
}
console.log(run(), calls);
console.log(log.join(' '));
