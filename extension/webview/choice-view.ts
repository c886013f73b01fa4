import { html, nothing, type TemplateResult } from 'lit';
import type { FrameChoice } from '../../protocol/plan.js';
import type { ReviewedPlace, ReviewModel } from '../../protocol/review.js';
import type { App } from './app.js';
import { valueField } from './value-field.js';
import { t } from './translate.js';

type Way = 'inferred' | 'resume' | 'restart' | 'return' | 'throw' | 'finish-old';

/** How the activations at a place go on, when not as inferred. */
export function choiceView(app: App, model: ReviewModel, place: ReviewedPlace): TemplateResult {
  const { from, override } = place;
  const field = `choice ${from?.function} ${from?.at}`;
  const draft = app.draft(field);
  const way: Way = (draft as Way | undefined) ?? override?.do ?? 'inferred';
  const fn = model.functions[place.fn];
  const decide = (choice: FrameChoice | null): void => {
    if (!from) return;
    const about = { function: from.function, at: from.at };
    app.decide(field, place.module, { section: 'points', ...about, override: choice });
  };
  const ways: [Way, string][] = [
    ['inferred', place.to ? t('As inferred') : t('Not decided')],
    ...(override?.do === 'resume' ? [['resume', t('At: {0}', override.at)] as [Way, string]] : []),
    ...(fn?.canRestart ? [['restart', t('Restart the function')] as [Way, string]] : []),
    ['return', t('Return a value')],
    ['throw', t('Throw an error')],
    ['finish-old', t('Finish in the old code')],
  ];
  const pick = (event: Event): void => {
    const chosen = (event.currentTarget as HTMLSelectElement).value as Way;
    if (chosen === 'return' || chosen === 'throw') return app.setDraft(field, chosen);
    app.setDraft(field, undefined);
    if (chosen === 'inferred') decide(null);
    else if (chosen !== 'resume') decide({ do: chosen });
  };
  const ends = way === 'return' || way === 'throw';
  const known = override?.do === way && 'value' in override ? override.value : '';
  return html`<div class="choice">
    <label for="way">${t('How it goes on')}</label>
    <vscode-single-select id="way" label=${t('How it goes on')} .value=${way} @change=${pick}>
      ${ways.map(
        ([value, text]) =>
          html`<vscode-option value=${value} ?selected=${value === way}>${text}</vscode-option>`,
      )}
    </vscode-single-select>
    ${
      ends
        ? valueField(app, {
            field: `${field} value`,
            label: way === 'return' ? t('Value to return') : t('Error to throw'),
            value: known,
            placeholder: way === 'return' ? 'undefined' : "new Error('stopped')",
            set: (value) => {
              app.setDraft(field, undefined);
              decide({ do: way, value });
            },
          })
        : nothing
    }
    ${
      app.refusalOf(field) === undefined
        ? nothing
        : html`<span class="refusal" role="alert">${app.refusalOf(field)}</span>`
    }
    ${
      fn && fn.targets.length > 0
        ? html`<span class="dim hint">${t('or choose a line of the new code')}</span>`
        : nothing
    }
  </div>`;
}
