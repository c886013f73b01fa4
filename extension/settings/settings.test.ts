import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noticeReasons, Settings } from './settings.js';

interface Schema {
  default?: unknown;
  enum?: string[];
  properties?: Record<string, Schema>;
}
interface Manifest {
  contributes: { configuration: { properties: Record<string, Schema> } };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const schemas = manifest.contributes.configuration.properties;

function settingsOf(values: Record<string, unknown>): Settings {
  return new Settings({
    get: (name) => values[name],
    set: (name, value) => {
      values[name] = value;
      return Promise.resolve();
    },
    onChanged: () => ({ dispose: () => undefined }),
  });
}

test('without any value, settings are what the manifest gives as the default', () => {
  const settings = settingsOf({});
  for (const name of [
    ...(['applyOn', 'review', 'onUnsupported', 'idleDelay', 'stopTimeout'] as const),
    ...(['decorations', 'debugAdapter'] as const),
  ]) {
    expect(settings[name], name).toBe(schemas[`restitch.${name}`]?.default);
  }
});

test('each value that the manifest offers is taken', () => {
  for (const name of ['applyOn', 'review', 'onUnsupported', 'debugAdapter'] as const) {
    for (const value of schemas[`restitch.${name}`]?.enum ?? []) {
      expect(settingsOf({ [name]: value })[name]).toBe(value);
    }
  }
});

test('values that make no sense count as not given, numbers stay in their range', () => {
  const settings = settingsOf({ applyOn: 'always', review: 7, idleDelay: -3, stopTimeout: 'long' });
  expect(settings.applyOn).toBe('manual');
  expect(settings.review).toBe('whenUnsure');
  expect(settings.idleDelay).toBe(0);
  expect(settings.stopTimeout).toBe(5000);
});

test('a notification that was silenced stays so, beside others', async () => {
  expect(Object.keys(schemas['restitch.notifications']?.properties ?? {})).toEqual(noticeReasons);
  const settings = settingsOf({ notifications: { nothing: false } });
  expect(settings.shows('refused')).toBe(true);
  await settings.silence('refused');
  expect(settings.shows('refused')).toBe(false);
  expect(settings.shows('nothing')).toBe(false);
  await settings.showAll();
  expect(settings.shows('nothing')).toBe(true);
});

test('F5 starts the file in the editor only where there is nothing else that it could mean', () => {
  const { keybindings } = (
    manifest as unknown as {
      contributes: { keybindings: { key: string; command: string; when: string }[] };
    }
  ).contributes;
  const found = keybindings.find(({ key }) => key === 'f5');
  expect(found?.command).toBe('restitch.debugFile');
  const conditions = found?.when.split(' && ') ?? [];
  expect(conditions).toEqual(
    expect.arrayContaining([
      "debugState == 'inactive'",
      '!debugConfigurationType',
      'config.restitch.debugCurrentFile',
    ]),
  );
  // Not set in the first seconds of a window: F5 would ask which debugger is meant.
  expect(found?.when).not.toContain('isWorkspaceTrusted');
  const [, pattern = ''] = /resourceExtname =~ \/(.*)\/$/.exec(found?.when ?? '') ?? [];
  expect(['.ts', '.mjs', '.cts', '.js'].every((name) => new RegExp(pattern).test(name))).toBe(true);
  expect(['.json', '.tsx', '.css'].some((name) => new RegExp(pattern).test(name))).toBe(false);
});
