import { expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply } from './planning.js';
import { runVersionByVersion } from './version-by-version.js';

/** What each version computes is the same but for its number. */
const program = (version: number): string => `const log = [];
let mixed;
class Base {
  constructor(name) {
    this.name = name;
    log.push('base ' + new.target.name + ' ' + (this instanceof Leaf));
    this.based = ${version} - ${version};
  }
}
class Other {
  constructor(name) {
    this.name = 'other ' + name;
    log.push('other');
  }
}
class Middle extends Base {
  constructor(name, size = log.push('default') * 0 + 5, ...rest) {
    log.push('before ' + new.target.name);
    super(name + rest.length);
    this.size = size + ${version} - ${version};
    this.version = ${version};
    wait(this);
    log.push('after ' + this.size);
  }
  half() {
    return this.size / 2;
  }
}
class Leaf extends Middle {
  constructor() {
    const given = arguments.length + ${version} - ${version};
    super(...arguments);
    this.given = given;
    this.read = () => this.size + super.half();
  }
}
class Silent extends Leaf {}
class Fields extends Middle {
  plain = this.size + 1;
  #hidden = 7;
  constructor(name) {
    super(name, 3);
    this.sum = this.plain + this.#hidden + ${version} - ${version};
  }
}
class Chosen extends Middle {
  constructor(given) {
    super('chosen');
    if (given) return given;
    this.is = ${version} * 0;
  }
}
class Failing extends Middle {
  constructor(how) {
    if (how === 0) throw new Error('early ' + ${version} * 0);
    if (how === 1) return;
    super('failing');
    if (how === 2) return 1;
    throw new Error('late ' + ${version} * 0);
  }
}
const makers = (parent) =>
  class Made extends parent {
    constructor(a) {
      super(a, 1);
      this.made = parent.name + ${version} * 0;
    }
  };
mixed ??= [makers(Middle), makers(Leaf)];
function wait(of) {
  for (let i = 0; i < 3; i++) seen.add(of.version);
}
const seen = new Set();
const check = (is, shouldBe) => {
  if (is !== shouldBe) throw new Error(is + ' in place of ' + shouldBe);
};
const logged = (shouldBe) => check(log.splice(0).join(), shouldBe);
function caught(work) {
  try {
    work();
  } catch (error) {
    log.length = 0;
    return error;
  }
}
const namesIn = ({ stack }) => stack.split('\\n').slice(1, 4).map((line) => line.trim().split(' ').slice(1, -1).join(' ')).join();
function round() {
  const middle = new Middle('m');
  logged('default,before Middle,base Middle false,after 5');
  check(Object.keys(middle).join(), 'name,based,size,version');
  check(middle.constructor, Middle);
  const leaf = new Leaf('l', 4, 8, undefined);
  logged('before Leaf,base Leaf true,after 4');
  check(leaf.name + leaf.given + leaf.read(), 'l246');
  const silent = new Silent('s', undefined);
  logged('default,before Silent,base Silent true,after 5');
  check(silent.given + silent.name, '2s0');
  const target = class Target extends Array {};
  const odd = Reflect.construct(Middle, ['odd', 2], target);
  logged('before Target,base Target false,after 2');
  check(odd instanceof target && Object.getPrototypeOf(odd) === target.prototype, true);
  check(new Fields('f').sum, 11);
  check(new Chosen(leaf), leaf);
  check(new Chosen().is, 0);
  const [one, two] = mixed.map((each) => new each('x'));
  check(one.made + two.made + two.given, 'Middle0Leaf02');
  log.length = 0;
  const errors = [0, 1, 2, 3].map((how) => caught(() => new Failing(how)));
  check(errors[0].message, 'early 0');
  check(namesIn(errors[0]).startsWith('new Failing,'), true);
  check(errors[1].constructor, ReferenceError);
  check(errors[2].constructor, TypeError);
  check(namesIn(errors[3]).startsWith('new Failing,'), true);
  check(namesIn(errors[3]).split('new ').length, 2);
  Object.setPrototypeOf(Leaf, Other);
  check(new Leaf('p').name, 'other p');
  logged('other');
  Object.setPrototypeOf(Leaf, Middle);
  check(new Leaf('q', 1).name, 'q0');
  log.length = 0;
}
let shown;
for (let count = 1; ; count++) {
  seen.clear();
  for (let i = 0; i < 60; i++) round();
  if (seen.size > 2) throw new Error('versions: ' + [...seen]);
  const newest = [...seen].at(-1);
  if (count % 20 === 0 || newest !== shown) console.log('v' + (shown = newest), count);
}
`;

it('derived constructors do all in their order, over updates at any point', async () => {
  const pause = (version: number): number => 40 * version;
  await runVersionByVersion({ file: 'main.mjs', text: program, warm: 'v1 20', last: 8, pause });
});

const inside = (version: number): string => `class Base {
  constructor(to) {
    this.to = to;
  }
}
class Long extends Base {
  constructor(to) {
    super(to);
    console.log('in v${version}', new.target.name);
    for (let turn = 0; ${version} < 4; turn++) this.turn = step(turn);
    this.done = ${version};
  }
}
const step = (turn) => turn + 1;
const version = () => ${version};
const timer = setInterval(() => {
  if (version() === 1) return console.log('waiting');
  clearInterval(timer);
  const made = new Long('end');
  console.log('made in', made.done, made.to, made.turn > 0, made instanceof Long);
  // The last update is to be answered first.
  setTimeout(() => undefined, 1000);
}, 10);
`;

it('the newest code of a derived constructor is updated in its turn while it runs', async () => {
  const folder = project({ 'main.mjs': inside(1) });
  const running = startProgram(['main.mjs'], folder);
  await running.says('waiting');
  for (let next = 2; next < 5; next++) {
    write(folder, 'main.mjs', inside(next));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({
      ...{ outcome: 'applied', threads: [{ framesDeferred: 0 }] },
    });
    if (next === 2) await running.says('in v2 Long');
  }
  await running.says('made in 4 end true true');
  expect((await running.ended).stderr).toBe('');
});
