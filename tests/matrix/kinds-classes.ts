import { kind, type Kind } from './kind.js';
import type { Shape } from './shapes.js';

/** An instance is made before the update; the function uses it afterwards. */
const using = (
  s: Shape,
  members: string,
  use: string,
  more = '',
): { top: string; body: string } => ({
  top: `class Box { ${members} }\n${more}\nexport const box = new Box();`,
  body: `${s.pause} return ${use};`,
});

/** A class in two versions, with how the function uses an instance that was made before. */
const member = (
  id: string,
  title: string,
  rude: readonly string[],
  before: readonly [members: string, use: string, more?: string],
  after: readonly [members: string, use: string, more?: string],
  expect: Kind['expect'],
  when: Kind['when'] = 'always',
): Kind =>
  kind(id, title, rude, (s) => [using(s, ...before), using(s, ...after)], expect, { when });

/** Edits of classes, as existing instances see them. */
export const CLASS_KINDS: readonly Kind[] = [
  member(
    'method-body',
    'body of a method changed',
    ['Update'],
    ["show() { return 'v1'; }", 'box.show()'],
    ["show() { return 'v2'; }", 'box.show()'],
    'v2',
    'never',
  ),
  member(
    'method-added',
    'method added',
    ['Insert'],
    ['one() { return 1; }', "'v1'"],
    ["one() { return 1; } show() { return 'v2 ' + this.one(); }", 'box.show()'],
    'v2 1',
    'never',
  ),
  member(
    'method-renamed',
    'method renamed, with all calls',
    ['Renamed'],
    ["show() { return 'shown'; }", "'v1 ' + box.show()"],
    ["display() { return 'shown'; }", "'v2 ' + box.display() + typeof box.show"],
    'v2 shownundefined',
  ),
  member(
    'method-deleted',
    'method deleted',
    ['Delete'],
    ["show() { return 'v1'; } one() { return 1; }", 'box.show()'],
    ['one() { return 1; }', "'v2 ' + typeof box.show"],
    'v2 undefined',
  ),
  member(
    'override-added',
    'method added that overrides an inherited one',
    ['InsertVirtual', 'InsertOverridable'],
    [
      "show() { return 'v1'; }",
      'derived.show()',
      'class Derived extends Box {} const derived = new Derived();',
    ],
    [
      "show() { return 'v1'; }",
      'derived.show()',
      "class Derived extends Box { show() { return 'v2 over ' + super.show(); } } const derived = new Derived();",
    ],
    'v2 over v1',
  ),
  member(
    'constructor-changed',
    'constructor changed',
    ['Update'],
    ['constructor() { this.made = 1; }', "'v1 ' + new Box().made"],
    ['constructor() { this.made = 2; }', "'v2 ' + new Box().made + box.made"],
    'v2 21',
    'never',
  ),
  member(
    'constructor-added',
    'constructor added',
    ['InsertConstructorToTypeWithInitializersWithLambdas'],
    ['one = () => 1;', "'v1 ' + new Box().one()"],
    ['one = () => 1; constructor() { this.made = 2; }', "'v2 ' + new Box().made"],
    'v2 2',
  ),
  member(
    'field-added',
    'field added',
    ['InsertOrMoveTypeWithLayoutMember', 'InsertOrMoveStructMember'],
    ['one = 1;', "'v1 ' + box.one"],
    ['one = 1; two = this.one + 1;', "'v2 ' + box.two"],
    'v2 2',
  ),
  member(
    'private-added',
    '`#private` field added',
    ['Insert'],
    ['one = 1; show() { return 1; }', "'v1 ' + box.show()"],
    ['one = 1; #two = 2; show() { return this.#two; }', "'v2 ' + box.show()"],
    'v2 2',
    'never',
  ),
  member(
    'field-deleted',
    'field deleted',
    ['Delete'],
    ['one = 1; two = 2;', "'v1 ' + box.two"],
    ['one = 1;', "'v2 ' + box.one + new Box().two"],
    'v2 1undefined',
  ),
  member(
    'field-initialiser',
    'initialiser of a field changed',
    ['InitializerUpdate'],
    ['one = 1;', "'v1 ' + box.one"],
    ['one = 10;', "'v2 ' + box.one + ' ' + new Box().one"],
    'v2 1 10',
  ),
  member(
    'field-to-accessor',
    'field made an accessor',
    ['FieldKindUpdate'],
    ['one = 1;', "'v1 ' + box.one"],
    ['get one() { return 5; }', "'v2 ' + new Box().one"],
    'v2 5',
  ),
  member(
    'method-to-getter',
    'method made an accessor',
    ['AccessorKindUpdate'],
    ['one() { return 1; }', "'v1 ' + box.one()"],
    ['get one() { return 2; }', "'v2 ' + box.one"],
    'v2 2',
  ),
  member(
    'accessor-added',
    'setter added to a getter',
    ['AccessorKindUpdate', 'Insert'],
    ['get one() { return this.kept ?? 1; }', "'v1 ' + box.one"],
    [
      'get one() { return this.kept ?? 1; } set one(value) { this.kept = value; }',
      "'v2 ' + ((box.one = 4), box.one)",
    ],
    'v2 4',
    'never',
  ),
  member(
    'made-static',
    'method made static',
    ['ModifiersUpdate'],
    ["show() { return 'shown'; }", "'v1 ' + box.show()"],
    ["static show() { return 'shown'; }", "'v2 ' + Box.show()"],
    'v2 shown',
  ),
  member(
    'static-field-added',
    'static field added',
    ['Insert'],
    ['one = 1;', "'v1'"],
    ['one = 1; static count = 7;', "'v2 ' + Box.count"],
    'v2 7',
    'never',
  ),
  member(
    'made-private',
    'method made `#private`',
    ['ChangingAccessibility'],
    ["inner() { return 1; } show() { return 'v1 ' + this.inner(); }", 'box.show()'],
    ["#inner() { return 1; } show() { return 'v2 ' + this.#inner(); }", 'box.show()'],
    'v2 1',
  ),
  member(
    'superclass',
    'superclass changed',
    ['BaseTypeOrInterfaceUpdate'],
    [
      "show() { return 'v1'; }",
      'derived.show()',
      'class Derived extends Box {} const derived = new Derived();',
    ],
    [
      "show() { return 'v1'; }",
      'derived.show()',
      "class Other { show() { return 'v2'; } } class Derived extends Other {} const derived = new Derived();",
    ],
    'v2',
  ),
  member(
    'computed-member',
    'member with a computed name added',
    ['InsertOperator'],
    ['one = 1;', "'v1'"],
    ["one = 1; [Symbol.toPrimitive]() { return 'primitive'; }", "'v2 ' + `${box}`"],
    'v2 primitive',
  ),
  kind(
    'class-to-function',
    'class made a function',
    ['TypeKindUpdate'],
    (s) => [
      {
        top: "class Box { show() { return 'v1'; } }\nexport const box = new Box();",
        body: `${s.pause} return box.show();`,
      },
      {
        top: "function Box() { return { show: () => 'v2' }; }\nexport const box = new Box();",
        body: `${s.pause} return new Box().show();`,
      },
    ],
    'v2',
  ),
];
