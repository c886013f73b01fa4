import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewModel, ReviewedChanges } from '../../protocol/review.js';
import type { App } from './app.js';
import { fileLink } from './functions-view.js';
import { t } from './translate.js';

/** New, changed and removed top-level statements: which of them run when the update commits. */
export function statementsView(app: App, model: ReviewModel): TemplateResult {
  const { statements } = model.changes;
  if (statements.length === 0)
    return html`<p class="empty">${t('No statement at the top level of a module changes.')}</p>`;
  return html`<div class="page" tabindex="0" role="region" aria-label=${t('Top-level statements')}>
    <p class="dim">${t('Those that run do so once, in source order, when the update commits.')}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Runs')}</th>
          <th scope="col">${t('Statement')}</th>
          <th scope="col">${t('Change')}</th>
          <th scope="col">${t('Why')}</th>
          <th scope="col">${t('File')}</th>
        </tr>
      </thead>
      <tbody>
        ${statements.map((changed) => statementRow(app, model, changed))}
      </tbody>
    </table>
  </div>`;
}

function statementRow(
  app: App,
  model: ReviewModel,
  { module, entry }: ReviewedChanges['statements'][number],
): TemplateResult {
  const { text, line, change, run, reason, override } = entry;
  const field = `statement ${module} ${change} ${text}`;
  const runs = override?.run ?? run;
  const pick = (event: Event): void => {
    const { checked } = event.currentTarget as HTMLInputElement;
    const given = checked === run ? null : { run: checked };
    app.decide(field, module, { section: 'statements', change, text, override: given });
  };
  return html`<tr>
    <td>
      ${
        change === 'removed'
          ? html`<span class="dim">${t('gone')}</span>`
          : html`<vscode-checkbox
              .label=${t('Run {0}', text)}
              aria-label=${t('Run {0}', text)}
              .checked=${runs}
              @change=${pick}
            ></vscode-checkbox>`
      }
      ${
        app.refusalOf(field) === undefined
          ? nothing
          : html`<span class="refusal" role="alert">${app.refusalOf(field)}</span>`
      }
    </td>
    <td><code class="statement">${text}</code></td>
    <td>${change}</td>
    <td class="dim">${override ? t('decided') : reason}</td>
    <td>${fileLink(app, model, module, line)}</td>
  </tr>`;
}
