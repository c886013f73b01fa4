// covers: process events / signal handler of the program
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
process.once('SIGUSR2', (s) => {
  for (let i = 0; i < 2; i++) t(s + i);
  clearInterval(keep);
  console.log(log.join(' '));
});
const keep = setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGUSR2');
t('sent');
