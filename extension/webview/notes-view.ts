import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewModel, ReviewNote } from '../../protocol/review.js';
import type { App } from './app.js';
import { icon } from './icon.js';
import { t } from './translate.js';

const ICONS = { error: 'error', warning: 'warning', info: 'info' } as const;

/** What stands in the way of the update, and what it will not do; folded unless it is an obstacle. */
export function notesView(app: App, model: ReviewModel): TemplateResult | typeof nothing {
  const { notes, unreachable } = model;
  const lost = unreachable.map((name) => t('The stack of {0} could not be read.', name));
  const count = notes.length + lost.length;
  if (count === 0) return nothing;
  const order = [...notes].sort((a, b) => rank(a) - rank(b));
  const obstacles = notes.filter(({ isObstacle }) => isObstacle).length;
  const title =
    obstacles > 0
      ? obstacles === 1
        ? t('1 obstacle to this update')
        : t('{0} obstacles to this update', obstacles)
      : count === 1
        ? t('1 note on this update')
        : t('{0} notes on this update', count);
  return html`<details class="notes ${obstacles > 0 ? 'bad' : ''}" ?open=${obstacles > 0}>
    <summary>${icon(obstacles > 0 ? 'error' : 'info')} ${title}</summary>
    <ul>
      ${order.map((note) => noteView(app, model, note))}
      ${lost.map((text) => html`<li>${icon('warning')} <span>${text}</span></li>`)}
    </ul>
  </details>`;
}

const rank = ({ severity }: ReviewNote): number => ['error', 'warning', 'info'].indexOf(severity);

function noteView(app: App, model: ReviewModel, note: ReviewNote): TemplateResult {
  const { severity, code, text, module, line } = note;
  const name = module === null ? undefined : model.modules[module]?.name;
  return html`<li>
    ${icon(ICONS[severity])}
    <span>
      ${text} <span class="dim">${code}</span>
      ${
        name === undefined || module === null
          ? nothing
          : html`<button
              class="link"
              @click=${() => app.send({ type: 'openSource', module, line: line ?? 1 })}
            >
              ${name}${line === null ? '' : `:${line}`}
            </button>`
      }
    </span>
  </li>`;
}
