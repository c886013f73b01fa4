// covers: new.target / read after a call
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function F() {
  const before = new.target;
  t('F');
  const arrow = () => new.target;
  return { same: before === new.target, arrow: arrow() === before, name: t(new.target?.name) };
}
class G {
  constructor() {
    this.x = [t(1), new.target.name, t(2)];
  }
}
class H extends G {}
console.log(new F(), F(), new H().x, Reflect.construct(F, [], H).name);
console.log(log.join(' '));
