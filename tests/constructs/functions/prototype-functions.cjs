// covers: constructor function / prototypes, inheritance by hand
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function Animal(name) {
  if (!(this instanceof Animal)) return new Animal(name);
  this.name = t(name);
}
Animal.prototype.say = function (x) {
  return t(this.name + ' says ' + x);
};
function Dog(name) {
  Animal.call(this, name);
  this.kind = t('dog');
}
Dog.prototype = Object.create(Animal.prototype, { constructor: { value: Dog } });
Dog.prototype.say = function (x) {
  return Animal.prototype.say.call(this, t(x) + '!');
};
console.log(new Dog('rex').say('wuff'), Animal('cat').say('miau'), new Dog('a') instanceof Animal);
console.log(log.join(' '));
