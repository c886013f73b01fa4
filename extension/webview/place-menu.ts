import { html, nothing, type TemplateResult } from 'lit';
import type { PlaceTarget } from '../../protocol/lsp/index.js';
import type { ReviewedFunction, ReviewedPlace } from '../../protocol/review.js';
import type { App } from './app.js';
import { t } from './translate.js';

const targetsOn = (fn: ReviewedFunction, line: number): PlaceTarget[] =>
  fn.targets.filter(({ range }) => range.start.line + 1 === line);

/** Lets the activations go on at a line; asks where on it, if there are several places. */
export function chooseLine(
  app: App,
  place: ReviewedPlace,
  fn: ReviewedFunction,
  line: number,
): void {
  const targets = targetsOn(fn, line);
  const [only, second] = targets;
  if (!only) {
    app.menu = undefined;
    app.changed();
  } else if (!second) {
    goOnAt(app, place, fn, only);
  } else {
    app.menu = { place: app.placeIndex ?? -1, line, active: 0 };
    app.changed();
  }
}

function goOnAt(app: App, place: ReviewedPlace, fn: ReviewedFunction, target: PlaceTarget): void {
  app.menu = undefined;
  const { from, override } = place;
  const path = fn.now?.function;
  if (!from || path === undefined) return app.changed();
  // Values that were given stay, as long as the function has these variables.
  const isSame = override?.do === 'resume' && override.function === path;
  const values = isSame && override.variables ? { variables: override.variables } : {};
  app.decide(`choice ${from.function} ${from.at}`, place.module, {
    section: 'points',
    function: from.function,
    at: from.at,
    override: { do: 'resume', function: path, at: target.at, ...values },
  });
}

/** The places of one line. */
export function menuView(
  app: App,
  place: ReviewedPlace,
  fn: ReviewedFunction,
): TemplateResult | typeof nothing {
  const { menu } = app;
  if (!menu || menu.place !== app.placeIndex) return nothing;
  const targets = targetsOn(fn, menu.line);
  const close = (): void => {
    app.menu = undefined;
    app.changed();
    document.getElementById('new-code')?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      menu.active = (menu.active + move + targets.length) % targets.length;
      app.changed();
    } else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  };
  return html`<div
    id="place-menu"
    class="menu"
    role="menu"
    aria-label=${t('Where on line {0}', menu.line)}
    @keydown=${onKey}
    @focusout=${({ relatedTarget, currentTarget }: FocusEvent) => {
      const isInside = (currentTarget as HTMLElement).contains(relatedTarget as Node | null);
      if (isInside || app.menu !== menu || relatedTarget === null) return;
      app.menu = undefined;
      app.changed();
    }}
  >
    ${targets.map(
      (target, index) =>
        html`<button
          role="menuitem"
          tabindex=${index === menu.active ? 0 : -1}
          @click=${() => {
            goOnAt(app, place, fn, target);
            document.getElementById('new-code')?.focus();
          }}
        >
          ${textOf(target, place)}
        </button>`,
    )}
  </div>`;
}

function textOf({ kind, at }: PlaceTarget, { activity }: ReviewedPlace): string {
  if (kind === 'before') return t('Before: {0}', at.replace(/^before /, ''));
  if (kind === 'end') return t('At the end of this block');
  const [what = '', ...code] = at.split(' ');
  const text = code.join(' ');
  switch (what) {
    case 'loop':
      return t('At the next turn of: {0}', text);
    case 'after':
      return t('Behind: {0}', text);
    case 'catch':
      return t('In the handler: {0}', text);
    default:
      return activity === 'running' ? t('At: {0}', text) : t('Waiting in: {0}', text);
  }
}
