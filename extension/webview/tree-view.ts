import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReviewModel } from '../../protocol/review.js';
import type { App } from './app.js';
import { icon, STATE_ICON } from './icon.js';
import { sliceInSight } from './lines.js';
import { styleOf } from './style-of.js';
import { rowsOf, stateText, type Row } from './rows.js';
import { t } from './translate.js';

export const ROW_HEIGHT = 22;

/** Threads, their stacks, and the frames; only the rows that are in sight exist. */
export function treeView(app: App, model: ReviewModel): TemplateResult {
  const rows = rowsOf(model, new Set(app.saved.folded));
  const element = document.getElementById('tree');
  const height = element?.clientHeight ?? 600;
  const slice = sliceInSight(app.saved.treeTop, height, ROW_HEIGHT, rows.length);
  const active = rows.findIndex(({ key }) => key === app.activeRow);
  const shown = rows.slice(slice.from, slice.to);
  // The row that has the focus exists wherever it is.
  const isFar = active >= 0 && (active < slice.from || active >= slice.to);
  const drawn = shown.map((row, index) => ({ row, index: slice.from + index }));
  if (isFar) drawn.push({ row: rows[active] as Row, index: active });
  return html`<div
    id="tree"
    class="tree"
    role="tree"
    tabindex="0"
    aria-label=${t('Stacks')}
    aria-activedescendant=${active < 0 ? nothing : rowId(rows[active] as Row)}
    @scroll=${(event: Event) =>
      app.changed({ treeTop: (event.currentTarget as HTMLElement).scrollTop })}
    @keydown=${(event: KeyboardEvent) => onKey(event, app)}
  >
    <div class="space" role="presentation" ${styleOf({ height: `${rows.length * ROW_HEIGHT}px` })}>
      ${repeat(
        drawn,
        ({ row }) => row.key,
        ({ row, index }) => rowView(app, model, row, index),
      )}
    </div>
  </div>`;
}

const rowId = ({ key }: Row): string => `row-${key.replaceAll('.', '-')}`;

function rowView(app: App, model: ReviewModel, row: Row, index: number): TemplateResult {
  const isActive = row.key === app.activeRow;
  const isFolder = row.kind === 'thread' || row.kind === 'stack';
  const isSelected = row.kind === 'frame' && isSame(row, app);
  return html`<div
    id=${rowId(row)}
    class="row kind-${row.kind} ${isActive ? 'active' : ''} ${isSelected ? 'selected' : ''} ${
      row.kind === 'frame' ? row.state : ''
    }"
    role="treeitem"
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.siblings}
    aria-expanded=${isFolder ? String(row.isOpen) : nothing}
    aria-selected=${row.kind === 'frame' ? String(isSelected) : nothing}
    aria-label=${rowName(model, row)}
    title=${rowName(model, row)}
    ${styleOf({ top: `${index * ROW_HEIGHT}px`, '--level': String(row.level) })}
    @click=${() => pick(app, row)}
  >
    ${rowContent(model, row)}
  </div>`;
}

const isSame = (row: Extract<Row, { kind: 'frame' }>, { saved: { frame } }: App): boolean =>
  frame !== null &&
  row.frame.thread === frame.thread &&
  row.frame.list === frame.list &&
  row.frame.index === frame.index;

function where(model: ReviewModel, place: number): string {
  const shown = model.places[place];
  const file = shown && model.modules[shown.module]?.name;
  return `${file?.split(/[\\/]/).at(-1) ?? ''}:${shown?.oldLines[0] ?? ''}`;
}

/** What a screen reader says of a row: all that is seen, and the state in words. */
function rowName(model: ReviewModel, row: Row): string {
  if (row.kind === 'frame') {
    const place = model.places[row.place];
    const count = row.count > 1 ? ` ×${row.count}` : '';
    return `${place?.label ?? ''} ${where(model, row.place)}${count} ${stateText(row.state)}`;
  }
  if (row.kind === 'note') return row.label;
  return row.open > 0 ? `${row.label} ${row.open} to be decided` : row.label;
}

function rowContent(model: ReviewModel, row: Row): TemplateResult {
  switch (row.kind) {
    case 'thread':
    case 'stack':
      return html`${icon(row.isOpen ? 'chevron-down' : 'chevron-right')}
        <span class="label">${row.label}</span>
        ${row.open > 0 ? html`<span class="count open">${row.open}</span>` : nothing}`;
    case 'note':
      return html`${icon('blank')}<span class="label">${row.label}</span>`;
    case 'frame': {
      const place = model.places[row.place];
      return html`${icon(STATE_ICON[row.state])}
        <span class="label">${place?.label}</span>
        <span class="where">${where(model, row.place)}</span>
        ${row.count > 1 ? html`<span class="count">×${row.count}</span>` : nothing}
        <span class="state">${stateText(row.state)}</span>`;
    }
    default:
      return row satisfies never;
  }
}

function pick(app: App, row: Row): void {
  if (row.kind === 'frame') return app.select(row.frame);
  app.activeRow = row.key;
  if (row.kind === 'note') app.changed();
  else app.toggle(row.key, !row.isOpen);
}

/** The rows are made anew: several keys may come before the next drawing. */
function onKey(event: KeyboardEvent, app: App): void {
  if (!app.model) return;
  const rows = rowsOf(app.model, new Set(app.saved.folded));
  const active = rows.findIndex(({ key }) => key === app.activeRow);
  const height = (event.currentTarget as HTMLElement).clientHeight;
  const row = rows[active];
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
  const go = (to: number): void => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (!target) return;
    app.reveal = true;
    if (target.kind === 'frame') return app.select(target.frame);
    app.activeRow = target.key;
    app.changed();
  };
  const isFolder = row?.kind === 'thread' || row?.kind === 'stack';
  const actions: Record<string, () => void> = {
    ArrowDown: () => go(active + 1),
    ArrowUp: () => go(active - 1),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    PageDown: () => go(active + page),
    PageUp: () => go(active - page),
    ArrowRight: () => {
      if (isFolder && !row.isOpen) app.toggle(row.key, true);
      else if (isFolder) go(active + 1);
    },
    ArrowLeft: () => {
      if (isFolder && row.isOpen) app.toggle(row.key, false);
      else go(rows.findLastIndex(({ level }, at) => at < active && level < (row?.level ?? 1)));
    },
    Enter: () => row && pick(app, row),
    ' ': () => row && pick(app, row),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
