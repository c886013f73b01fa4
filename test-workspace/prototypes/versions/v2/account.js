var EventEmitter = require('events');
var util = require('util');

var OVERDRAFT = 50;

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
      done(new Error(self.describe() + ', which is less than ' + amount));
      return;
    }
    self.balance -= amount;
    self.emit('change', self, -amount);
    done(null);
  });
};

Account.prototype.covers = function (amount) {
  return this.balance + OVERDRAFT >= amount;
};

Account.prototype.describe = function () {
  return this.owner + ' may use ' + (this.balance + OVERDRAFT);
};

module.exports = Account;
