// covers: globals / no process listeners added, error settings unchanged
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  t('point');
  const events = [
    'uncaughtException',
    'unhandledRejection',
    'exit',
    'beforeExit',
    'SIGINT',
    'SIGTERM',
    'message',
    'warning',
  ];
  return [
    events.map((e) => process.listenerCount(e)),
    Error.stackTraceLimit,
    typeof Error.prepareStackTrace,
    process.exitCode,
    process.argv.length,
  ];
}
console.log(run());
console.log(log.join(' '));
