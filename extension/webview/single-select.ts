import { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';

/**
 * The element measures itself whenever it draws, to place a list that is not shown: with a few of them on
 * the page, the browser lays the page out anew for each. Closed, it has no need to know.
 */
VscodeSingleSelect.prototype.getBoundingClientRect = function (): DOMRect {
  return this.open ? HTMLElement.prototype.getBoundingClientRect.call(this) : new DOMRect();
};
