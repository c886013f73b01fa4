import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewModel, ReviewedChanges } from '../../protocol/review.js';
import type { App } from './app.js';
import { icon } from './icon.js';
import { valueField } from './value-field.js';
import { t } from './translate.js';

type Changed = ReviewedChanges['functions'][number];

/** Functions of both versions, and values that existing closures lack. */
export function functionsView(app: App, model: ReviewModel): TemplateResult {
  const { functions, values } = model.changes;
  if (functions.length + values.length === 0)
    return html`<p class="empty">${t('No function changes.')}</p>`;
  return html`<div class="page" tabindex="0" role="region" aria-label=${t('Functions')}>
    ${values.length > 0 ? valuesTable(app, model) : nothing}
    ${
      functions.length > 0
        ? html`<table>
            <thead>
              <tr>
                <th scope="col">${t('Running')}</th>
                <th scope="col">${t('New')}</th>
                <th scope="col">${t('Change')}</th>
                <th scope="col">${t('Why')}</th>
                <th scope="col">${t('File')}</th>
              </tr>
            </thead>
            <tbody>
              ${functions.map((changed) => functionRow(app, model, changed))}
            </tbody>
          </table>`
        : nothing
    }
  </div>`;
}

function functionRow(app: App, model: ReviewModel, { module, entry }: Changed): TemplateResult {
  const { old, now, change, confidence, reason, asks, override, host } = entry;
  const isOpen = asks && override === undefined;
  const sure = confidence < 1 ? `, ${t('{0} % sure', Math.round(confidence * 100))}` : '';
  return html`<tr class=${isOpen ? 'open' : ''}>
    <td>${old === undefined ? nothing : html`<code>${old}</code>`}</td>
    <td>
      ${old === undefined ? html`<code>${now}</code>` : counterpart(app, model, { module, entry })}
    </td>
    <td>
      ${isOpen ? icon('question') : nothing}
      ${change}${host === undefined ? nothing : html` <code>${host}</code>`}
    </td>
    <td class="dim">${override ? t('decided') : `${reason}${sure}`}</td>
    <td>${fileLink(app, model, module)}</td>
  </tr>`;
}

const NONE = '\0none';
const INFERRED = '\0inferred';

/** The new function that an old one is taken for. */
function counterpart(app: App, model: ReviewModel, { module, entry }: Changed): TemplateResult {
  const { old = '', now, asks, override } = entry;
  const field = `function ${module} ${old}`;
  const added = model.changes.functions.flatMap(({ module: other, entry: one }) =>
    other === module && one.old === undefined && one.now !== undefined ? [one.now] : [],
  );
  const names = [...new Set([...(now === undefined ? [] : [now]), ...added])];
  const chosen = override === undefined ? INFERRED : (override.now ?? NONE);
  const pick = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    const given = value === INFERRED ? null : { now: value === NONE ? null : value };
    app.decide(field, module, { section: 'functions', old, override: given });
  };
  const inferred =
    now === undefined ? t('None, as inferred') : asks ? `${now}?` : t('{0}, as inferred', now);
  return html`<vscode-single-select
      .label=${t('What {0} has become', old)}
      .value=${chosen}
      @change=${pick}
    >
      <vscode-option value=${INFERRED} ?selected=${chosen === INFERRED}>${inferred}</vscode-option>
      ${names.map(
        (name) =>
          html`<vscode-option value=${name} ?selected=${chosen === name}>${name}</vscode-option>`,
      )}
      <vscode-option value=${NONE} ?selected=${chosen === NONE}>${t('None')}</vscode-option>
    </vscode-single-select>
    ${
      app.refusalOf(field) === undefined
        ? nothing
        : html`<span class="refusal" role="alert">${app.refusalOf(field)}</span>`
    }`;
}

function valuesTable(app: App, model: ReviewModel): TemplateResult {
  return html`<h2>${t('Values for functions made before the update')}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Function')}</th>
          <th scope="col">${t('Variable')}</th>
          <th scope="col">${t('Value')}</th>
          <th scope="col">${t('Why')}</th>
          <th scope="col">${t('File')}</th>
        </tr>
      </thead>
      <tbody>
        ${model.changes.values.map(
          ({ module, function: fn, name, line, why, proposed, decided }) => {
            const field = `value ${module} ${fn} ${name}`;
            return html`<tr class=${decided === null ? 'open' : ''}>
              <td><code>${fn}</code></td>
              <td><code>${name}</code></td>
              <td>
                ${valueField(app, {
                  field,
                  label: t('Value of {0} in {1}', name, fn),
                  value: decided ?? proposed,
                  set: (value) =>
                    app.decide(field, module, {
                      section: 'variables',
                      function: fn,
                      name,
                      override: { value },
                    }),
                })}
              </td>
              <td class="dim">${why}</td>
              <td>${fileLink(app, model, module, line)}</td>
            </tr>`;
          },
        )}
      </tbody>
    </table>`;
}

/** Opens a module: at a line, or both versions of it side by side. */
export function fileLink(
  app: App,
  model: ReviewModel,
  module: number,
  line?: number,
): TemplateResult {
  const name = model.modules[module]?.name ?? '';
  const open = (): void =>
    app.send(
      line === undefined ? { type: 'openDiff', module } : { type: 'openSource', module, line },
    );
  return html`<button class="link" @click=${open}>
    ${name}${line === undefined ? '' : `:${line}`}
  </button>`;
}
