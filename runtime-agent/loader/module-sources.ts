import type * as FileSystemPromises from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rawSites } from '../agent/raw-sites.js';
import { detectFormat } from './detect-format.js';
import { fileKind } from './file-kind.js';
import type { ModuleLoader } from './module-loader.js';

type ReadFile = typeof FileSystemPromises.readFile;

export interface ModuleSourcesOptions {
  loader: ModuleLoader;
  includes: (file: string) => boolean;
  /** Called with a module of the program before Node looks for what it imports. */
  beforeImports: (file: string, authored: string) => void;
  /** Whether no code of the program has run yet, so that nobody can tell how a module was read. */
  isUntouched: () => boolean;
}

/** Node's module that reads ES modules (`getSource`, lib/internal/modules/esm/load.js). */
const reader = 'node:internal/modules/esm/load';

/** Whether the ES module loader of this Node takes `readFile` from where it can be exchanged. */
export const canExchangeSources = (version = process.versions.node): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 20 && minor >= 19;
};

/**
 * Replaces what ES modules are made of by what the loader makes of the file, on the program's own
 * thread. For Node 20, which has no `module.registerHooks` and whose `module.register` starts a thread,
 * for as long as Node itself starts; its ES module loader looks `readFile` up in `fs.promises` each
 * time. Everybody else who looks it up gets the plain one. To look at `fs.promises` loads nine modules of Node, so this is for those
 * programs that come to load an ES module.
 */
export function installModuleSources(options: ModuleSourcesOptions): void {
  const { promises } = process.getBuiltinModule('node:fs');
  const descriptor = Object.getOwnPropertyDescriptor(promises, 'readFile');
  let readFile = promises.readFile;
  const readModule = (url: URL): Promise<string | Buffer> => moduleSource(url, readFile, options);
  Object.defineProperty(promises, 'readFile', {
    configurable: true,
    enumerable: descriptor?.enumerable ?? true,
    get: () => (isReadByLoader() ? readModule : readFile),
    set(value: ReadFile) {
      readFile = value;
    },
  });
}

/** Frames above the loader's: the getter, what it calls, and the collector of frames. */
const framesAbove = 4;

const isReadByLoader = (): boolean =>
  rawSites(undefined, framesAbove).some((site) => site.getFileName() === reader);

/** The four steps of an asynchronous read each wait for a thread of a pool that is short of processors. */
function readAtOnce(url: URL): Buffer | undefined {
  try {
    return readFileSync(url);
  } catch {
    // The error is to be the one of the other way.
    return undefined;
  }
}

async function moduleSource(
  url: URL,
  readFile: ReadFile,
  { loader, includes, beforeImports, isUntouched }: ModuleSourcesOptions,
): Promise<string | Buffer> {
  const source = (isUntouched() ? readAtOnce(url) : undefined) ?? (await readFile(url));
  const file = fileURLToPath(url);
  const kind = fileKind(file);
  if (kind.typescript || kind.jsx || !includes(file)) return source;
  const authored = source.toString();
  const format = kind.format ?? detectFormat(authored.replace(/^\ufeff?#!/, '//'));
  // Node detects the format as well, and leaves CommonJS to its other loader, which reads it again.
  if (format !== 'module') return source;
  beforeImports(file, authored);
  return loader.transform(file, url.href, authored, format).code;
}
