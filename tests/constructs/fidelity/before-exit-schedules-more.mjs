// covers: process events / beforeExit schedules more work
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
let rounds = 0;
process.on('beforeExit', () => {
  if (rounds++ < 2) setImmediate(() => t('round' + rounds));
});
process.on('exit', () => console.log(log.join(' '), rounds));
t('main');
