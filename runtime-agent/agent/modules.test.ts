import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ModuleHandle } from './module-handle.js';
import { Modules } from './modules.js';
import { Thread } from './thread.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Weak references are held until the job is done that made or read them, and finalizers run after. */
async function collect(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    collectGarbage();
  }
  await new Promise((resolve) => setTimeout(resolve, 1));
}

function open(modules: Modules, version: number): WeakRef<ModuleHandle> {
  const stem = `$test${version}_`;
  const handle = new ModuleHandle(new Thread(), '/m.js', `hash ${version}`, stem, 2);
  modules.add(handle);
  return new WeakRef(handle);
}

const hashes = (modules: Modules): string[] => (modules.get('/m.js') ?? []).map(({ hash }) => hash);

describe('the versions of a module', () => {
  it('stay while an update may yet be taken back', async () => {
    const modules = new Modules();
    for (const version of [1, 2, 3]) open(modules, version);
    await collect();
    expect(hashes(modules)).toEqual(['hash 1', 'hash 2', 'hash 3']);
  });

  it('go with their flags when nothing holds them, but for the first and the newest', async () => {
    const modules = new Modules();
    for (const version of [11, 12, 13]) open(modules, version);
    expect('$test12_1' in globalThis).toBe(true);
    modules.letGo();
    await collect();
    expect(hashes(modules)).toEqual(['hash 11', 'hash 13']);
    expect('$test12_1' in globalThis).toBe(false);
    expect('$test11_1' in globalThis).toBe(true);
    expect('$test13_1' in globalThis).toBe(true);
  });

  it('stay with the code that holds them, though their flags are set', async () => {
    const modules = new Modules();
    for (const version of [21, 22, 23]) open(modules, version);
    const code = { handle: modules.get('/m.js')?.[1] };
    code.handle?.flags.set(0, true);
    modules.letGo();
    await collect();
    expect(hashes(modules)).toEqual(['hash 21', 'hash 22', 'hash 23']);
    code.handle = undefined;
    await collect();
    expect(hashes(modules)).toEqual(['hash 21', 'hash 23']);
  });

  it('stay where new code may yet be made for them', async () => {
    const modules = new Modules();
    for (const version of [31, 32, 33]) open(modules, version);
    for (const handle of modules.get('/m.js') ?? [])
      if (handle.hash === 'hash 32') modules.keep(handle);
    modules.letGo();
    await collect();
    expect(hashes(modules)).toEqual(['hash 31', 'hash 32', 'hash 33']);
  });
});
