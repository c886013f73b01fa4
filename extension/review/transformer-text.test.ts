import { expect, it } from 'vitest';
import { bindingTransformer, classTransformer, typeTransformer } from './transformer-text.js';

const entry = {
  old: 'Parcel',
  now: 'Parcel',
  line: 6,
  change: 'changed' as const,
  members: [
    { name: 'weight', kind: 'field' as const, change: 'removed' as const },
    { name: 'grams', kind: 'field' as const, change: 'added' as const },
    { name: '#secret', kind: 'private' as const, change: 'added' as const },
  ],
  skeleton: '(old: any, instance: any): void => {\n  delete instance.weight;\n}\n',
};

it('types both sides where the class is exported', () => {
  const text = classTransformer(entry, { file: '/a b/depot.ts', text: 'export class Parcel {}' });
  expect(text).toContain("import type { Parcel } from '/a b/depot.js';");
  expect(text).toContain(`type Before = Omit<Parcel, 'grams'> & { "weight": any; };`);
  expect(text).toContain('export const transform = (old: Before, instance: Parcel): void => {');
  expect(text).not.toContain('secret');
});

it('takes exports by list, and what is not exported as it is', () => {
  const listed = classTransformer(entry, {
    file: '/d.mts',
    text: 'class Parcel {}\nexport { Parcel };',
  });
  expect(listed).toContain("from '/d.mjs'");
  const hidden = classTransformer(entry, {
    file: '/d.js',
    text: 'class Parcel {}\nclass Parcels {}',
  });
  expect(hidden).toContain('type Parcel = any;');
  expect(hidden).not.toContain('import');
});

it('goes on with what was decided', () => {
  const override = { transform: '(old, instance) => {}', back: '(now) => now' };
  const text = classTransformer({ ...entry, override }, { file: '/d.js', text: '' });
  expect(text).toContain('export const transform = (old: Before, instance: Parcel) => {};');
  expect(text).toContain('export const back = (now) => now;');
  const change = { name: 'queue', line: 1, change: 'kept' as const, confidence: 1, reason: '' };
  expect(bindingTransformer({ ...change, skeleton: '(old: any) => ({ ...old })' })).toContain(
    'export const transform = (old: any) => ({ ...old });',
  );
});

it('begins the transformer of a type with what the plan proposes, without its comment', () => {
  const skeleton = '// Changes an Account in place.\n(old: any, value: any): any => {\n  // …\n}';
  expect(typeTransformer('Account', skeleton)).toBe(
    [
      '// Called once for each value of Account in its old form, when the update commits.',
      '// Saving this file puts it into the plan.',
      'export const transform = (old: any, value: any): any => {\n  // …\n};',
      '',
      '// For a rollback:',
      '// export const back = (now) => { };',
      '',
    ].join('\n'),
  );
});
