import { expect, test } from 'vitest';
import { plainText as t } from '../translate.js';
import {
  completeConfiguration,
  finishConfiguration,
  type Configuration,
  type Resolution,
} from './configuration.js';

const launch = (more: Record<string, unknown> = {}): Configuration => ({
  type: 'restitch',
  request: 'launch',
  name: 'L',
  ...more,
});

function configOf(resolution: Resolution): Configuration {
  if ('problem' in resolution) throw new Error(resolution.problem);
  return resolution.config;
}

test('without a launch.json, the file in the editor is run', () => {
  const config = configOf(completeConfiguration({}, { activeFile: '/w/a b/ü.mjs', t }));
  expect(config).toMatchObject({ type: 'restitch', request: 'launch', program: '/w/a b/ü.mjs' });
  expect(completeConfiguration({}, { t })).toEqual({
    problem:
      'There is no program to run. Open a JavaScript or TypeScript file, or name a "program" in launch.json.',
  });
});

test('a configuration without a program takes the file in the editor and keeps the rest', () => {
  const context = { activeFile: '/w/a.js', t };
  const given = launch({ args: ['1'] });
  expect(configOf(completeConfiguration(given, context))).toEqual({ ...given, program: '/w/a.js' });
  const named = launch({ program: '${workspaceFolder}/b.js' });
  expect(configOf(completeConfiguration(named, context))).toEqual(named);
});

test('what is attached to is asked for, unless it is named', () => {
  const attach = { type: 'restitch', request: 'attach', name: 'A' };
  expect(configOf(completeConfiguration(attach, { t }))['session']).toBe('${command:PickSession}');
  const byPort = { ...attach, port: 9229 };
  expect(configOf(completeConfiguration(byPort, { t }))).toEqual(byPort);
  expect(finishConfiguration({ ...attach, pid: '4711' }, { t })).toEqual({
    config: { ...attach, pid: 4711 },
  });
  expect(finishConfiguration({ ...attach, pid: 'x' }, { t })).toHaveProperty('problem');
  expect(finishConfiguration({ ...attach, session: '' }, { t })).toHaveProperty('problem');
});

test('paths become absolute, and the program does not see the editor’s variables', () => {
  const config = configOf(
    finishConfiguration(launch({ program: 'src/a.ts', cwd: 'src', env: { A: '1' } }), {
      folder: '/w/some folder',
      t,
    }),
  );
  expect(config['program']).toBe('/w/some folder/src/a.ts');
  expect(config['cwd']).toBe('/w/some folder/src');
  expect(config['env']).toMatchObject({ A: '1', ELECTRON_RUN_AS_NODE: null });
  expect(configOf(finishConfiguration(launch({ program: '/x/a.js' }), { t }))['cwd']).toBe('/x');
  const given = launch({ program: '/x/a.js', env: { ELECTRON_RUN_AS_NODE: '1' } });
  expect(configOf(finishConfiguration(given, { t }))['env']).toMatchObject({
    ELECTRON_RUN_AS_NODE: '1',
  });
});

test('what makes no sense is said', () => {
  expect(finishConfiguration(launch({ program: ' ' }), { t })).toHaveProperty('problem');
  expect(finishConfiguration(launch({ program: 'a.js' }), { t })).toHaveProperty('problem');
  expect(finishConfiguration(launch({ program: '/a.js', args: 'x' }), { t })).toHaveProperty(
    'problem',
  );
  expect(completeConfiguration({ type: 'restitch', request: 'test' }, { t })).toHaveProperty(
    'problem',
  );
});
