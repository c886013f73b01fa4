import { html, nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ReviewedFunction, ReviewedPlace, ReviewModel } from '../../protocol/review.js';
import type { App } from './app.js';
import { curve, lineBeside, linePairs, sliceInSight, type LinePair } from './lines.js';
import { chooseLine, menuView } from './place-menu.js';
import { styleOf } from './style-of.js';
import { tokensOf } from './tokens.js';
import { t } from './translate.js';

export const LINE_HEIGHT = 20;
const GAP = 44;
const SIDES = { old: 'old-code', now: 'new-code' } as const;
type Side = keyof typeof SIDES;

interface Text {
  /** 1-based number of the first line. */
  first: number;
  lines: string[];
  /** Length of the longest. */
  width: number;
}

/** Texts and pairs are made once for each function. */
const texts = new WeakMap<ReviewedFunction, { old: Text; now: Text; pairs: LinePair[] }>();

function textsOf(fn: ReviewedFunction): { old: Text; now: Text; pairs: LinePair[] } {
  let known = texts.get(fn);
  if (!known) {
    const text = (span: ReviewedFunction['now']): Text => {
      const lines = span ? span.text.split(/\r?\n/) : [];
      const width = lines.reduce((max, line) => Math.max(max, line.length), 0);
      return { first: span?.line ?? 1, lines, width };
    };
    known = { old: text(fn.old), now: text(fn.now), pairs: linePairs(fn) };
    texts.set(fn, known);
  }
  return known;
}

/** The function as it runs and as it will be, with what corresponds. */
export function codeView(app: App, model: ReviewModel, place: ReviewedPlace): TemplateResult {
  const fn = model.functions[place.fn];
  if (!fn) return html``;
  const { old, now, pairs } = textsOf(fn);
  const file = model.modules[place.module]?.name ?? '';
  const marks = marksOf(model, place);
  return html`<div class="code-area">
    <div class="pane old">
      <div class="title" title=${t('{0} in {1}', fn.old.function, file)}>
        <span>${t('Running')}</span>
        <span class="dim">${fn.old.function} · ${file}:${fn.old.line}</span>
      </div>
      <div
        id="old-code"
        class="code"
        tabindex="0"
        role="group"
        aria-label=${t('Running code of {0}; it stands at line {1}', fn.old.function, place.oldLines[0])}
        @scroll=${() => scrolled(app, 'old', pairs)}
      >
        ${linesView(app, 'old', old, (line) => ({
          active: within(line, place.oldLines),
          other: marks.old.has(line),
        }))}
      </div>
    </div>
    ${linksView(pairs, place, old, now)}
    <div class="pane now">
      ${fn.now ? newPane(app, { place, fn, text: now, pairs, marks: marks.now, file }) : gonePane(fn, place)}
    </div>
    ${menuView(app, place, fn)}
  </div>`;
}

const gonePane = (fn: ReviewedFunction, { to }: ReviewedPlace): TemplateResult =>
  html`<div class="title"><span>${t('New')}</span></div>
    <p class="empty">
      ${
        to
          ? t('{0} has gone to another file; its activations go on there.', fn.old.function)
          : t('{0} is gone. Decide above how its activations end.', fn.old.function)
      }
    </p>`;

interface NewPane {
  place: ReviewedPlace;
  fn: ReviewedFunction;
  text: Text;
  pairs: LinePair[];
  marks: ReadonlySet<number>;
  file: string;
}

function newPane(app: App, { place, fn, text, pairs, marks, file }: NewPane): TemplateResult {
  const { from, newLines } = place;
  const can = new Set(fn.targets.map(({ range }) => range.start.line + 1));
  const canChoose = from !== null && can.size > 0;
  const active = app.activeLine ?? newLines?.[0] ?? text.first;
  const title = html`<div class="title" title=${t('{0} in {1}', fn.now?.function ?? '', file)}>
    <span>${t('New')}</span> <span class="dim">${fn.now?.function} · ${file}:${fn.now?.line}</span>
  </div>`;
  const mark = (line: number): Record<string, boolean> => ({
    active: newLines !== null && within(line, newLines),
    other: marks.has(line),
    can: canChoose && can.has(line),
    focused: canChoose && line === active,
  });
  if (!canChoose) {
    return html`${title}
      <div
        id="new-code"
        class="code"
        tabindex="0"
        role="group"
        aria-label=${t('New code of {0}', fn.now?.function ?? '')}
        @scroll=${() => scrolled(app, 'now', pairs)}
      >
        ${linesView(app, 'now', text, mark)}
      </div>`;
  }
  return html`${title}
    <div
      id="new-code"
      class="code choosable"
      tabindex="0"
      role="listbox"
      aria-label=${t('New code of {0}: choose where to go on', fn.now?.function ?? '')}
      aria-activedescendant="line-${active}"
      @scroll=${() => scrolled(app, 'now', pairs)}
      @keydown=${(event: KeyboardEvent) => onKey(event, app, { place, fn, text, active, can })}
    >
      ${linesView(app, 'now', text, mark, {
        active,
        isChosen: (line) => newLines !== null && line === newLines[0],
        pick: (line) => {
          app.activeLine = line;
          chooseLine(app, place, fn, line);
        },
      })}
    </div>`;
}

interface Choosing {
  active: number;
  isChosen(line: number): boolean;
  pick(line: number): void;
}

function linesView(
  app: App,
  side: Side,
  { first, lines, width }: Text,
  mark: (line: number) => Record<string, boolean>,
  choosing?: Choosing,
): TemplateResult {
  const element = document.getElementById(SIDES[side]);
  const height = element?.clientHeight ?? 400;
  const slice = sliceInSight(element?.scrollTop ?? 0, height, LINE_HEIGHT, lines.length);
  const shown = lines
    .slice(slice.from, slice.to)
    .map((text, at) => ({ text, at: slice.from + at }));
  const focus = choosing ? choosing.active - first : -1;
  const isFar = focus >= 0 && focus < lines.length && (focus < slice.from || focus >= slice.to);
  if (isFar) shown.push({ text: lines[focus] ?? '', at: focus });
  return html`<div
    class="space"
    role="presentation"
    ${styleOf({
      height: `${lines.length * LINE_HEIGHT}px`,
      width: `max(100%, calc(${width + 2}ch + 4.5em))`,
    })}
  >
    ${repeat(
      shown,
      ({ at }) => at,
      ({ text, at }) => {
        const line = first + at;
        const marks = mark(line);
        const code = html`<span class="number">${line}</span
          ><span class="text"
            >${tokensOf(text).map(
              (token) => html`<span class=${token.kind}>${token.text}</span>`,
            )}</span
          >`;
        const style = styleOf({ top: `${at * LINE_HEIGHT}px` });
        const classes = classMap({ line: true, ...marks });
        if (!choosing) {
          return html`<div
            class=${classes}
            ${style}
            aria-current=${marks['active'] ? 'location' : nothing}
          >
            ${code}
          </div>`;
        }
        return html`<div
          id="line-${line}"
          class=${classes}
          ${style}
          role="option"
          aria-selected=${String(choosing.isChosen(line))}
          aria-disabled=${marks['can'] ? nothing : 'true'}
          aria-posinset=${at + 1}
          aria-setsize=${lines.length}
          @click=${() => choosing.pick(line)}
        >
          ${code}${
            choosing.isChosen(line) ? html`<span class="only-heard"> goes on here</span>` : nothing
          }
        </div>`;
      },
    )}
  </div>`;
}

const within = (line: number, [from, to]: [number, number]): boolean => from <= line && line <= to;

/** Where other activations stand in the same function, and where they go on. */
function marksOf(model: ReviewModel, place: ReviewedPlace): { old: Set<number>; now: Set<number> } {
  const others = model.places.filter(({ fn }) => fn === place.fn);
  return {
    old: new Set(others.map(({ oldLines }) => oldLines[0])),
    now: new Set(others.flatMap(({ newLines }) => (newLines ? [newLines[0]] : []))),
  };
}

/** The lines between corresponding statements that are in sight. */
function linksView(
  pairs: readonly LinePair[],
  place: ReviewedPlace,
  old: Text,
  now: Text,
): TemplateResult {
  const left = document.getElementById('old-code');
  const right = document.getElementById('new-code');
  const height = left?.clientHeight ?? 400;
  const y = (line: number, element: HTMLElement | null): number =>
    (line + 0.5) * LINE_HEIGHT - (element?.scrollTop ?? 0);
  const isSeen = (at: number): boolean => at > -LINE_HEIGHT && at < height + LINE_HEIGHT;
  const from = place.oldLines[0] - old.first;
  const to = place.newLines && place.newLines[0] - now.first;
  const drawn = pairs.filter(
    (pair) =>
      pair.old[0] !== from && (isSeen(y(pair.old[0], left)) || isSeen(y(pair.now[0], right))),
  );
  return html`<svg class="links" width=${GAP} height=${height} aria-hidden="true" focusable="false">
    ${drawn.map(
      (pair) =>
        svg`<path class=${pair.isSame ? 'same' : 'changed'} d=${curve(y(pair.old[0], left), y(pair.now[0], right), GAP)}></path>`,
    )}
    ${
      to === null || now.lines.length === 0
        ? nothing
        : svg`<path class="active" d=${curve(y(from, left), y(to, right), GAP)}></path>`
    }
  </svg>`;
}

/** What has been scrolled by the other pane, not by hand. */
const followed = new Map<string, number>();

/** The other pane follows, so that what corresponds stands side by side. */
function scrolled(app: App, side: Side, pairs: readonly LinePair[]): void {
  const other = side === 'old' ? 'now' : 'old';
  const element = document.getElementById(SIDES[side]);
  const beside = document.getElementById(SIDES[other]);
  app.repaint();
  if (!element || !beside) return;
  const expected = followed.get(element.id);
  followed.delete(element.id);
  if (expected !== undefined && Math.abs(expected - element.scrollTop) < 2) return;
  const middle = element.clientHeight / 2 / LINE_HEIGHT;
  const line = element.scrollTop / LINE_HEIGHT + middle;
  const top = (lineBeside(line, pairs, side) - middle) * LINE_HEIGHT;
  const most = beside.scrollHeight - beside.clientHeight;
  const target = Math.round(Math.max(0, Math.min(most, top)));
  if (Math.abs(target - beside.scrollTop) < 2) return;
  followed.set(beside.id, target);
  beside.scrollTop = target;
}

/** Scrolls both panes to where the activation stands and goes on. */
export function showLines(app: App, place: ReviewedPlace, fn: ReviewedFunction): void {
  const scroll = (id: string, line: number): void => {
    const element = document.getElementById(id);
    if (!element) return;
    const top = Math.max(0, line * LINE_HEIGHT - element.clientHeight / 2);
    const target = Math.min(top, Math.max(0, element.scrollHeight - element.clientHeight));
    if (Math.abs(target - element.scrollTop) < 1) return;
    followed.set(id, Math.round(target));
    element.scrollTop = Math.round(target);
  };
  scroll('old-code', place.oldLines[0] - fn.old.line);
  if (fn.now && place.newLines) scroll('new-code', place.newLines[0] - fn.now.line);
  app.repaint();
}

interface Keys {
  place: ReviewedPlace;
  fn: ReviewedFunction;
  text: Text;
  active: number;
  can: ReadonlySet<number>;
}

/** Arrows go from statement to statement; Enter chooses. */
function onKey(event: KeyboardEvent, app: App, { place, fn, text, can, ...keys }: Keys): void {
  const active = app.activeLine ?? keys.active;
  const lines = [...can].sort((a, b) => a - b);
  const go = (line: number | undefined): void => {
    if (line === undefined) return;
    app.activeLine = line;
    const element = document.getElementById('new-code');
    if (element) {
      const y = (line - text.first) * LINE_HEIGHT;
      const { scrollTop, clientHeight } = element;
      if (y < scrollTop) element.scrollTop = y;
      else if (y + LINE_HEIGHT > scrollTop + clientHeight)
        element.scrollTop = y + LINE_HEIGHT - clientHeight;
    }
    app.changed();
  };
  const actions: Record<string, () => void> = {
    ArrowDown: () => go(lines.find((line) => line > active)),
    ArrowUp: () => go(lines.findLast((line) => line < active)),
    Home: () => go(lines[0]),
    End: () => go(lines.at(-1)),
    Enter: () => chooseLine(app, place, fn, active),
    ' ': () => chooseLine(app, place, fn, active),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
