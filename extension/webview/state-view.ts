import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewModel, ReviewedChanges } from '../../protocol/review.js';
import type { App } from './app.js';
import { fileLink } from './functions-view.js';
import { valueField } from './value-field.js';
import { t } from './translate.js';

/** Classes, whose instances exist, and the module's own variables. */
export function stateView(app: App, model: ReviewModel): TemplateResult {
  const { classes, bindings } = model.changes;
  if (classes.length + bindings.length === 0)
    return html`<p class="empty">${t('No class and no module variable changes.')}</p>`;
  return html`<div class="page" tabindex="0" role="region" aria-label=${t('Classes and state')}>
    ${
      classes.length > 0
        ? html`<h2>${t('Classes')}</h2>
            ${classes.map((changed) => classView(app, model, changed))}`
        : nothing
    }
    ${
      bindings.length > 0
        ? html`<h2>${t('Module variables')}</h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">${t('Variable')}</th>
                  <th scope="col">${t('Change')}</th>
                  <th scope="col">${t('Its value')}</th>
                  <th scope="col">${t('Why')}</th>
                  <th scope="col">${t('File')}</th>
                </tr>
              </thead>
              <tbody>
                ${bindings.map((changed) => bindingRow(app, model, changed))}
              </tbody>
            </table>`
        : nothing
    }
  </div>`;
}

const SIGN = { added: '+', removed: '−', renamed: '→' } as const;

function classView(
  app: App,
  model: ReviewModel,
  { module, entry }: ReviewedChanges['classes'][number],
): TemplateResult {
  const { old, now, change, members, superclass, skeleton, override, line } = entry;
  const name = now ?? old ?? '';
  return html`<div class="card">
    <h3><code>${name}</code> <span class="dim">${change}</span></h3>
    ${fileLink(app, model, module, line)}
    <ul>
      ${
        superclass
          ? html`<li>
              ${t('extends')} <code>${superclass.old || t('nothing')}</code> →
              <code>${superclass.now || t('nothing')}</code>
            </li>`
          : nothing
      }
      ${members.map(
        (member) =>
          html`<li>
            ${SIGN[member.change]} ${member.kind} <code>${member.name}</code>${
              member.from === undefined
                ? nothing
                : html`, ${t('which was')} <code>${member.from}</code>`
            }
          </li>`,
      )}
    </ul>
    ${
      now !== undefined && (skeleton !== undefined || override !== undefined)
        ? transformer(app, {
            module,
            section: 'classes',
            name: now,
            label: t('instances of {0}', now),
            text: override && 'transform' in override ? override.transform : undefined,
            file: override && 'file' in override ? override.file : undefined,
          })
        : nothing
    }
  </div>`;
}

interface TransformerOptions {
  module: number;
  section: 'classes' | 'bindings';
  name: string;
  label: string;
  text: string | undefined;
  file: string | undefined;
}

/** What changes existing values, with the way to an editor for it. */
function transformer(
  app: App,
  { module, section, name, label, text, file }: TransformerOptions,
): TemplateResult {
  const isDecided = text !== undefined || file !== undefined;
  const field = `transformer ${section} ${module} ${name}`;
  return html`<div class="transformer">
    <span
      >${isDecided ? t('Transformed by {0}:', file ?? t('this')) : t('No transformer for {0}.', label)}</span
    >
    ${text === undefined ? nothing : html`<pre tabindex="0" aria-label=${t('Transformer')}>${text}</pre>`}
    <vscode-button
      secondary
      aria-label=${isDecided ? t('Edit for {0}', label) : t('Write a transformer for {0}', label)}
      @click=${() => app.send({ type: 'editTransformer', module, section, name })}
    >
      ${isDecided ? t('Edit') : t('Write a transformer')}
    </vscode-button>
    ${
      isDecided
        ? html`<vscode-button
            secondary
            aria-label=${t('Remove for {0}', label)}
            @click=${() =>
              app.decide(
                field,
                module,
                section === 'classes'
                  ? { section, now: name, override: null }
                  : { section, name, override: null },
              )}
          >
            ${t('Remove')}
          </vscode-button>`
        : nothing
    }
    ${
      app.refusalOf(field) === undefined
        ? nothing
        : html`<span class="refusal" role="alert">${app.refusalOf(field)}</span>`
    }
  </div>`;
}

function bindingRow(
  app: App,
  model: ReviewModel,
  { module, entry }: ReviewedChanges['bindings'][number],
): TemplateResult {
  const { name, change, from, reason, override, line } = entry;
  return html`<tr>
    <td>
      <code>${name}</code>${
        from === undefined
          ? nothing
          : html` <span class="dim">${t('was')}</span> <code>${from}</code>`
      }
    </td>
    <td>${change}</td>
    <td>${change === 'removed' ? nothing : bindingSource(app, module, entry)}</td>
    <td class="dim">${override ? t('decided') : reason}</td>
    <td>${fileLink(app, model, module, line)}</td>
  </tr>`;
}

type BindingEntry = ReviewedChanges['bindings'][number]['entry'];
type Way = 'inferred' | 'keep' | 'initialise' | 'value' | 'transform';

function wayOf({ override }: BindingEntry): Way {
  if (override === undefined) return 'inferred';
  if ('value' in override) return 'value';
  if ('keep' in override) return override.keep ? 'keep' : 'initialise';
  return 'transform';
}

function bindingSource(app: App, module: number, entry: BindingEntry): TemplateResult {
  const { name, change, override } = entry;
  const field = `binding ${module} ${name}`;
  const draft = app.draft(field);
  const way: Way = draft === undefined ? wayOf(entry) : 'value';
  const isNew = change === 'added';
  const decide = (given: BindingEntry['override'] | null): void =>
    app.decide(field, module, { section: 'bindings', name, override: given ?? null });
  const pick = (event: Event): void => {
    const chosen = (event.currentTarget as HTMLSelectElement).value as Way;
    if (chosen === 'value') return app.setDraft(field, '');
    if (draft !== undefined) app.setDraft(field, undefined);
    if (chosen === 'transform')
      return app.send({ type: 'editTransformer', module, section: 'bindings', name });
    if (chosen === 'inferred') decide(null);
    else decide({ keep: chosen === 'keep' });
  };
  const inferred = {
    kept: t('keeps its value'),
    renamed: t('keeps its value'),
    reinitialised: t('its new value'),
    added: t('initialised'),
    removed: '',
    moved: t('keeps its value'),
  };
  const ways: [Way, string][] = [
    ['inferred', t('As inferred: {0}', inferred[change])],
    ...(isNew ? [] : ([['keep', t('Keep its value')]] as [Way, string][])),
    ...(isNew ? [] : ([['initialise', t('Evaluate the initialiser')]] as [Way, string][])),
    ['value', t('An expression')],
    ...(isNew ? [] : ([['transform', t('A transformer')]] as [Way, string][])),
  ];
  return html`<span class="source">
      <vscode-single-select .label=${t('Value of {0}', name)} .value=${way} @change=${pick}>
        ${ways.map(
          ([value, text]) =>
            html`<vscode-option value=${value} ?selected=${value === way}>${text}</vscode-option>`,
        )}
      </vscode-single-select>
      ${
        way === 'value'
          ? valueField(app, {
              field,
              label: t('Expression for {0}', name),
              value: override && 'value' in override ? override.value : '',
              set: (value) => decide({ value }),
            })
          : nothing
      }
    </span>
    ${
      way === 'transform'
        ? transformer(app, {
            module,
            section: 'bindings',
            name,
            label: name,
            text: override && 'transform' in override ? override.transform : undefined,
            file: override && 'file' in override ? override.file : undefined,
          })
        : nothing
    }`;
}
