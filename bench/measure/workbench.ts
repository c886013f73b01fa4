import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as hostTests from '../../scripts/workbench/host-tests.mjs';
import type * as palette from '../../scripts/workbench/palette.mjs';
import type * as workbench from '../../scripts/workbench/workbench.mjs';
import type { Place } from './place.js';

type WorkbenchModule = typeof workbench;
type PaletteModule = typeof palette;
type HostTestsModule = typeof hostTests;

export type Window = InstanceType<WorkbenchModule['Workbench']>;

/** What a row does in a real workbench. */
export interface Editor {
  /** A window with a copy of the test-workspace and the extension as it is built. */
  open(folder: string): Promise<Window>;
  /** Copies the test-workspace into a folder. */
  copyTestWorkspace(target: string): Promise<string>;
  openFile: PaletteModule['openFile'];
  runCommand: PaletteModule['runCommandByTitle'];
}

/** Lines are typed as they are given, and saved by the update alone. */
const settings = {
  'editor.acceptSuggestionOnEnter': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.parameterHints.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'files.autoSave': 'off',
};

/** Loads the scripts of the workbench, which know their own place and cannot be bundled. */
export async function loadEditor(place: Place): Promise<Editor> {
  const scripts = join(dirname(place.sources), 'scripts/workbench');
  const load = async <M>(name: string): Promise<M> =>
    (await import(pathToFileURL(join(scripts, name)).href)) as M;
  const [{ Workbench }, { openFile, runCommandByTitle }, { copyTestWorkspace }] = await Promise.all(
    [
      load<WorkbenchModule>('workbench.mjs'),
      load<PaletteModule>('palette.mjs'),
      load<HostTestsModule>('host-tests.mjs'),
    ],
  );
  return {
    open: (folder) => Workbench.open({ folder, settings }),
    copyTestWorkspace,
    openFile,
    runCommand: runCommandByTitle,
  };
}
