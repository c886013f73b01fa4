var EventEmitter = require('events');
var util = require('util');

/** An account of `owner`; emits 'change' (account, amount) after each booking. */
function Account(owner, balance) {
  EventEmitter.call(this);
  this.owner = owner;
  this.balance = balance;
}

util.inherits(Account, EventEmitter);

Account.prototype.deposit = function (amount, done) {
  var self = this;
  setImmediate(function () {
    self.balance += amount;
    self.emit('change', self, amount);
    done(null);
  });
};

Account.prototype.withdraw = function (amount, done) {
  var self = this;
  setImmediate(function () {
    if (!self.covers(amount)) {
      done(new Error(self.owner + ' has only ' + self.balance));
      return;
    }
    self.balance -= amount;
    self.emit('change', self, -amount);
    done(null);
  });
};

Account.prototype.covers = function (amount) {
  return this.balance >= amount;
};

module.exports = Account;
