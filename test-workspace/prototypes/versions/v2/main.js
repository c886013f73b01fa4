var Bank = require('./bank');
var option = require('./options');

var transfers = option('transfers', 120);
var pause = option('pause', 200);
var quiet = option('quiet', 5);
var bank = new Bank(['Ada', 'Bo', 'Cy', 'Di'], 100);

function told(account, amount) {
  var sign = amount < 0 ? '-' : '+';
  console.log('  ' + account.owner + ' ' + sign + Math.abs(amount) + ' = ' + account.balance);
}

bank.accounts.forEach(function (account) {
  account.on('change', told);
});

/** Makes transfer `number` and, when it is done, those after it; the last ones without listeners. */
function run(number) {
  var from = bank.accounts[number % 4];
  var to = bank.accounts[(number * number + 1) % 4];
  var amount = (number * 29) % 90;

  if (number > transfers) return finish();
  if (number === transfers - quiet + 1) {
    console.log('quiet from here on');
    bank.accounts.forEach(function (account) {
      account.off('change', told);
    });
  }
  bank.transfer(from, to, amount, function (error) {
    console.log('transfer ' + number + ' of ' + amount + ': ' + (error ? error.message : 'done'));
    setTimeout(run, pause, number + 1);
  });
}

function finish() {
  var total = 0;
  bank.each(function (account) {
    total += account.balance;
    console.log(account.owner + ' has ' + account.balance);
  });
  console.log('total ' + total + ', ' + bank.failures + ' failures');
}

run(1);
