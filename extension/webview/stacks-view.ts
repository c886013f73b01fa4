import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewedPlace, ReviewModel } from '../../protocol/review.js';
import type { App } from './app.js';
import { choiceView } from './choice-view.js';
import { codeView } from './code-view.js';
import { icon, STATE_ICON } from './icon.js';
import { stateText } from './rows.js';
import { treeView } from './tree-view.js';
import { variablesView } from './variables-view.js';
import { t } from './translate.js';

/** The stacks, and the chosen frame as it is and as it will be. */
export function stacksView(app: App, model: ReviewModel): TemplateResult {
  const { place } = app;
  return html`<div class="stacks">
    ${treeView(app, model)}
    ${
      place
        ? frameView(app, model, place)
        : html`<p class="empty">
            ${
              model.places.length === 0
                ? t('Nothing of the program is on a stack: the update changes no frame.')
                : t('Choose a frame to see how it goes on.')
            }
          </p>`
    }
  </div>`;
}

function frameView(app: App, model: ReviewModel, place: ReviewedPlace): TemplateResult {
  const { state, outcome, reason, confidence, label, count } = place;
  const frame = model.threads.find(({ id }) => id === app.saved.frame?.thread)?.[
    app.saved.frame?.list ?? 'frames'
  ][app.saved.frame?.index ?? 0];
  const shown = frame?.kind === 'frame' ? frame.state : state;
  return html`<section class="frame" aria-label=${t('Frame of {0}', label)}>
    <div class="outcome ${shown}">
      ${icon(STATE_ICON[shown])}
      <div class="sentence">
        <strong>${stateText(shown)}</strong> ${outcome}
        <span class="dim">
          ${capitalised(reason)}${confidence < 1 ? `, ${t('{0} % sure', Math.round(confidence * 100))}` : ''}${
            count > 1 ? ` · ${t('the same for all {0} activations that stand here', count)}` : ''
          }${
            shown === 'deferred'
              ? ` · ${t('below code of others: taken up when control comes back to it')}`
              : ''
          }
        </span>
      </div>
      <button class="link" @click=${() => app.send({ type: 'openDiff', module: place.module })}>
        ${icon('diff')} ${t('Whole file')}
      </button>
    </div>
    ${place.from ? choiceView(app, model, place) : nothing} ${codeView(app, model, place)}
    ${variablesView(app, place)}
  </section>`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
