import { readdirSync, watch, writeSync } from 'node:fs';
import { join } from 'node:path';
import { applyText } from '../../cli/texts.js';
import type { ApplyResult } from '../../protocol/results.js';
import { RestitchError } from '../../protocol/diagnostics.js';
import { diagnosticsText } from '../../cli/texts.js';
import type { RunOptions } from '../loader/options.js';
import { scopeFilter } from '../loader/project.js';

export interface WatchOptions {
  options: RunOptions;
  own: string;
  apply: () => Promise<ApplyResult>;
}

/** Editors write a file in several steps. */
const settleMs = 80;

/** Applies whenever a source file in the project is saved; tells on stderr what came of it. */
export function watchSources({ options, own, apply }: WatchOptions): void {
  const includes = scopeFilter(options.scope, own);
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const result = await apply();
      if (result.outcome !== 'nothing-to-do') tell(applyText(result));
    } catch (error) {
      tell(error instanceof RestitchError ? diagnosticsText(error.diagnostics) : String(error));
    }
    running = false;
    if (again) {
      again = false;
      await run();
    }
  };
  watchFolder(options.scope.root, (file) => {
    if (!includes(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), settleMs);
  });
}

function tell(text: string): void {
  writeSync(2, `${text}\n`);
}

/** Watches a folder and those in it; node_modules and hidden ones are left out. */
function watchFolder(folder: string, changed: (file: string) => void): void {
  try {
    const watcher = watch(folder, (_event, name) => {
      if (name === null) return;
      changed(join(folder, name));
    });
    watcher.on('error', () => watcher.close());
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const { name } = entry;
      if (!entry.isDirectory() || name.startsWith('.') || name === 'node_modules') continue;
      watchFolder(join(folder, name), changed);
    }
  } catch {
    // A folder that is gone by now.
  }
}
