import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the page of the panel is made of. */
export interface PanelFiles {
  script: string;
  styles: string;
  /** Address of the same styles, for the elements that have their icons from a link. */
  stylesheet: string;
}

/**
 * Reads the panel's script and styles, which go into its page: a webview would ask for each by itself, with
 * a way through the editor and back.
 * @param folder The folder of Restitch's bundles.
 * @param address Where the page finds a file of the folder.
 */
export function readPanelFiles(folder: string, address: (name: string) => string): PanelFiles {
  const read = (name: string): string =>
    readFileSync(join(folder, name), 'utf8').replace(/\n(\/\/|\/\*)# sourceMappingURL=.*/, '');
  const font = address('codicon.ttf');
  return {
    script: read('review-panel.js'),
    styles: read('review-panel.css').replace(/url\("?\.\/codicon\.ttf[^)]*\)/g, `url("${font}")`),
    stylesheet: address('review-panel.css'),
  };
}
