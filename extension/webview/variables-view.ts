import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewedPlace, ReviewedVariable } from '../../protocol/review.js';
import { valueDecision } from '../review/value-decision.js';
import type { App } from './app.js';
import { icon } from './icon.js';
import { valueField } from './value-field.js';
import { t } from './translate.js';

function whatText(from: ReviewedVariable['from']): string {
  switch (from) {
    case 'kept':
      return t('kept');
    case 'renamed':
      return t('renamed');
    case 'initialised':
      return t('initialised');
    case 'given':
      return t('given');
    case 'loop':
      return t('from the loop');
    case 'unused':
      return t('not read');
    case 'asks':
      return t('needs a value');
  }
}

/** Old variables to new ones, with the values that they have. */
export function variablesView(app: App, place: ReviewedPlace): TemplateResult {
  const { variables, dropped, override } = place;
  const ends =
    override?.do === 'return' || override?.do === 'throw' || override?.do === 'finish-old';
  const values = valuesOf(app);
  const anyValue = values !== undefined && Object.keys(values).length > 0;
  if (ends || variables.length + dropped.length === 0) {
    const text = ends ? t('No variable is taken over.') : t('No variables.');
    return html`<p class="no-variables dim">${text}</p>`;
  }
  return html`<div class="variables" tabindex="0" role="region" aria-label=${t('Variables')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Running')}</th>
          ${anyValue ? html`<th scope="col">${t('Value')}</th>` : nothing}
          <th scope="col">${t('New')}</th>
          <th scope="col">${t('Becomes')}</th>
          <th scope="col">${t('Source')}</th>
        </tr>
      </thead>
      <tbody>
        ${variables.map((variable) => variableRow(app, place, variable, anyValue ? values : undefined))}
        ${dropped.map(
          (name) =>
            html`<tr class="dropped">
              <td><code>${name}</code></td>
              ${anyValue ? html`<td class="value">${values[name] ?? ''}</td>` : nothing}
              <td></td>
              <td>${icon('trash')} ${t('dropped')}</td>
              <td class="dim">${t('nothing of the new code takes it over')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${anyValue || !app.hasValues ? nothing : noValuesView(app)}
  </div>`;
}

/** Why there are no values: to read them, a program has to stand still. */
function noValuesView(app: App): TemplateResult {
  if (app.saved.frame?.list === 'suspended') {
    const text = t('The values of a suspended activation are not known before it wakes up.');
    return html`<p class="no-values dim">${text}</p>`;
  }
  const text = t('Values are shown of frames that a debugger has stopped.');
  if (!app.canLook) return html`<p class="no-values dim">${text}</p>`;
  return html`<p class="no-values dim">
    ${text}
    <vscode-button
      class="look"
      secondary
      title=${t('A debugger stops the program for a moment, and lets it go on.')}
      @click=${() => app.send({ type: 'look' })}
      >${t('Read Values Now')}</vscode-button
    >
  </p>`;
}

/** The values of the chosen frame, when they could be had. */
function valuesOf({ model, saved, values }: App): Record<string, string> | undefined {
  const { frame } = saved;
  if (!model || frame?.list !== 'frames') return undefined;
  const frames = model.threads.find(({ id }) => id === frame.thread)?.frames ?? [];
  const own = frames.slice(0, frame.index).filter(({ kind }) => kind !== 'foreign').length;
  return values.find((one) => one.thread === frame.thread && one.frame === own)?.values;
}

function variableRow(
  app: App,
  place: ReviewedPlace,
  variable: ReviewedVariable,
  values: Record<string, string> | undefined,
): TemplateResult {
  const { name, old, from, decided, reason } = variable;
  const isOpen = from === 'asks' && decided === null;
  const label = isOpen ? whatText('asks') : whatText(decided === null ? from : 'given');
  const value = old === null ? '' : (values?.[old] ?? '');
  return html`<tr class=${isOpen ? 'open' : from}>
    <td>${old === null ? nothing : html`<code>${old}</code>`}</td>
    ${values ? html`<td class="value" title=${value}>${value}</td>` : nothing}
    <td><code>${name}</code></td>
    <td title=${reason}>${isOpen ? icon('question') : nothing} ${label}</td>
    <td>
      ${place.from && place.to ? sourceView(app, place, variable) : html`<span class="dim">${reason}</span>`}
    </td>
  </tr>`;
}

const INFERRED = '\0inferred';
const OTHER = '\0other';

/** Where the value comes from; another variable or an expression can be chosen. */
function sourceView(app: App, place: ReviewedPlace, variable: ReviewedVariable): TemplateResult {
  const { name, old, from, text, decided, reason } = variable;
  const field = `variable ${place.from?.function} ${place.from?.at} ${name}`;
  const draft = app.draft(field);
  const refusal = app.refusalOf(field);
  const isOther = draft !== undefined || (from === 'asks' && decided === null);
  const decide = (value: string | null): void =>
    app.decide(field, place.module, valueDecision(place, variable, value));
  const others = place.visible.filter((candidate) => candidate !== old);
  const isNamed = decided !== null && others.includes(decided);
  const chosen = isOther ? OTHER : decided === null ? INFERRED : isNamed ? decided : OTHER;
  const inferred = from === 'asks' ? t('Not decided') : t('As inferred: {0}', reason);
  const pick = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    if (value === OTHER) return app.setDraft(field, decided ?? text);
    if (draft !== undefined) app.setDraft(field, undefined);
    if (value !== INFERRED) decide(value);
    else if (decided !== null) decide(null);
  };
  return html`<span class="source">
    <vscode-single-select .label=${t('Source of {0}', name)} .value=${chosen} @change=${pick}>
      <vscode-option value=${INFERRED} ?selected=${chosen === INFERRED}>${inferred}</vscode-option>
      ${others.map(
        (candidate) =>
          html`<vscode-option value=${candidate} ?selected=${chosen === candidate}
            >${t('Value of {0}', candidate)}</vscode-option
          >`,
      )}
      <vscode-option value=${OTHER} ?selected=${chosen === OTHER}
        >${t('An expression')}</vscode-option
      >
    </vscode-single-select>
    ${
      chosen === OTHER
        ? valueField(app, {
            field,
            label: t('Value of {0}', name),
            value: decided ?? text,
            placeholder: t('expression over the running variables'),
            set: decide,
          })
        : refusal === undefined
          ? nothing
          : html`<span class="refusal" role="alert">${refusal}</span>`
    }
  </span>`;
}
