import type { App } from './app.js';
import { showLines } from './code-view.js';
import { rowsOf } from './rows.js';
import { ROW_HEIGHT } from './tree-view.js';

let shown = '';

/** After drawing: brings what was chosen into sight, and the focus into an open menu. */
export function settle(app: App, root: HTMLElement): void {
  const { model, place } = app;
  if (!model || app.saved.tab !== 'stacks') {
    shown = '';
    return;
  }
  revealRow(app, root);
  const fn = place && model.functions[place.fn];
  if (place && fn) {
    const now = JSON.stringify([place.module, place.label, place.oldLines, place.newLines]);
    if (now !== shown) {
      shown = now;
      showLines(app, place, fn);
      // By then the fields in its row have their height.
      requestAnimationFrame(() => revealQuestion(root));
    }
  }
  const item = root.querySelector<HTMLElement>('#place-menu [tabindex="0"]');
  if (item && document.activeElement !== item) item.focus();
  placeMenu(app, root);
}

function revealRow(app: App, root: HTMLElement): void {
  const tree = root.querySelector<HTMLElement>('#tree');
  if (!tree || !app.model) return;
  if (tree.scrollTop !== app.saved.treeTop && shown === '') tree.scrollTop = app.saved.treeTop;
  if (!app.reveal || app.activeRow === undefined) return;
  app.reveal = false;
  const rows = rowsOf(app.model, new Set(app.saved.folded));
  const index = rows.findIndex(({ key }) => key === app.activeRow);
  if (index < 0) return;
  const top = index * ROW_HEIGHT;
  const { scrollTop, clientHeight } = tree;
  if (top < scrollTop) tree.scrollTop = top;
  else if (top + ROW_HEIGHT > scrollTop + clientHeight)
    tree.scrollTop = top + ROW_HEIGHT - clientHeight;
}

/** Where there is little room, the variable that is asked for is in sight all the same. */
function revealQuestion(root: HTMLElement): void {
  const row = root.querySelector<HTMLElement>('.variables tr.open');
  const table = row?.closest<HTMLElement>('.variables');
  if (!row || !table) return;
  const { top, bottom } = row.getBoundingClientRect();
  const around = table.getBoundingClientRect();
  if (bottom > around.bottom) table.scrollTop += Math.min(bottom - around.bottom, top - around.top);
}

/** The menu stands below its line. */
function placeMenu(app: App, root: HTMLElement): void {
  const menu = root.querySelector<HTMLElement>('#place-menu');
  const line = app.menu && root.querySelector<HTMLElement>(`#line-${app.menu.line}`);
  const area = root.querySelector<HTMLElement>('.code-area');
  if (!menu || !line || !area) return;
  const at = line.getBoundingClientRect();
  const around = area.getBoundingClientRect();
  const below = at.bottom - around.top;
  const fits = below + menu.offsetHeight <= around.height;
  const top = fits ? below : Math.max(0, at.top - around.top - menu.offsetHeight);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(0, Math.min(at.left - around.left + 48, around.width - menu.offsetWidth - 4))}px`;
}
