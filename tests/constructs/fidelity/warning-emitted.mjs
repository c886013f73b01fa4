// covers: output / process warnings
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
process.removeAllListeners('warning');
process.on('warning', (w) => {
  t(w.name + ':' + w.message);
  console.log(log.join(' '));
});
function run() {
  process.emitWarning(t('careful'), 'MyWarning');
  return t('after');
}
console.log(run());
