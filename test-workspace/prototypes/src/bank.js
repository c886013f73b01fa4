var Account = require('./account');

/** A bank with an account for each of the owners, each with the same balance. */
function Bank(owners, balance) {
  this.accounts = owners.map(function (owner) {
    return new Account(owner, balance);
  });
  this.failures = 0;
}

/** Moves `amount` between two accounts; calls `done(error)`. */
Bank.prototype.transfer = function (from, to, amount, done) {
  var bank = this;
  from.withdraw(amount, function (error) {
    if (error) {
      bank.failures += 1;
      done(error);
      return;
    }
    to.deposit(amount, done);
  });
};

/** Calls `visit` with each account, the richest first. */
Bank.prototype.each = function (visit) {
  this.accounts
    .slice()
    .sort(function (a, b) {
      return b.balance - a.balance || (a.owner < b.owner ? -1 : 1);
    })
    .forEach(visit);
};

module.exports = Bank;
