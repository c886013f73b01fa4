import { html, nothing, type TemplateResult } from 'lit';
import { TABS, type App, type Tab } from './app.js';
import { functionsView } from './functions-view.js';
import { icon } from './icon.js';
import { notesView } from './notes-view.js';
import { stacksView } from './stacks-view.js';
import { stateView } from './state-view.js';
import { statementsView } from './statements-view.js';
import { t } from './translate.js';

/** The whole panel. */
export function panelView(app: App): TemplateResult {
  const { model } = app;
  return html`
    ${headerView(app)}
    ${
      model
        ? html`${notesView(app, model)}
            <vscode-tabs
              class="tabs"
              .selectedIndex=${TABS.indexOf(app.saved.tab)}
              @vsc-tabs-select=${({ detail }: CustomEvent<{ selectedIndex: number }>) =>
                app.changed({ tab: TABS[detail.selectedIndex] ?? 'stacks' })}
            >
              ${TABS.map(
                (tab) =>
                  html`<vscode-tab-header slot="header">${tabTitle(app, tab)}</vscode-tab-header>
                    <vscode-tab-panel class="tab of-${tab}">
                      ${app.saved.tab === tab ? tabView(app, tab) : nothing}
                    </vscode-tab-panel>`,
              )}
            </vscode-tabs>`
        : html`<p class="empty">${app.status === '' ? t('Reading the stacks…') : app.status}</p>`
    }
  `;
}

function headerView(app: App): TemplateResult {
  const { model, working } = app;
  const open = model?.questions.length ?? 0;
  const isBusy = working !== null;
  const canApply = model !== undefined && open === 0 && !isBusy && !app.hasEnded;
  const proposals = model?.questions.filter(({ proposal }) => proposal !== null).length ?? 0;
  return html`
    <header class="bar">
      <h1>
        ${model ? t('Live update of {0}', model.session) : t('Live update')}
        ${
          model
            ? html`<span class="dim"
                >${t('version {0} → {1}', model.version, model.version + 1)}</span
              >`
            : nothing
        }
      </h1>
      <div
        class="status ${app.isError ? 'error' : ''} ${isBusy ? 'busy' : ''}"
        role="status"
        title=${app.status}
      >
        ${app.status}
      </div>
      <div class="actions" role="group" aria-label=${t('Actions')}>
        ${
          open > 0
            ? html`<vscode-button secondary class="next" @click=${() => app.nextQuestion()}>
                ${t('Next question')}
              </vscode-button>`
            : nothing
        }
        ${
          proposals > 0
            ? html`<vscode-button
                secondary
                class="accept"
                ?disabled=${isBusy}
                @click=${() => app.send({ type: 'acceptProposals' })}
              >
                ${t('Accept proposals ({0})', proposals)}
              </vscode-button>`
            : nothing
        }
        <button
          class="icon-button refresh"
          title=${t('Read the stacks again')}
          aria-label=${t('Read the stacks again')}
          ?disabled=${isBusy}
          @click=${() => app.send({ type: 'refresh' })}
        >
          ${icon('refresh')}
        </button>
        <vscode-button secondary class="cancel" @click=${() => app.send({ type: 'cancel' })}>
          ${t('Cancel')}
        </vscode-button>
        <vscode-button
          class="apply"
          ?disabled=${!canApply}
          title=${open > 0 ? t('Questions are open.') : saveText(model?.unsaved ?? [])}
          @click=${() => canApply && app.send({ type: 'apply' })}
        >
          ${t('Apply')}
        </vscode-button>
      </div>
    </header>
  `;
}

const saveText = (unsaved: readonly string[]): string =>
  unsaved.length === 0
    ? t('Update the running program')
    : t('Saves {0} and updates', unsaved.join(', '));

/** As the styles have it. */
const isNarrow = (): boolean => window.innerWidth < 760;

function tabTitle({ model }: App, tab: Tab): string {
  if (!model) return '';
  const { functions, values, classes, bindings, statements } = model.changes;
  const counted = (name: string, count: number): string =>
    count === 0 || window.innerWidth < 400 ? name : `${name} (${count})`;
  switch (tab) {
    case 'stacks':
      return t('Stacks');
    case 'functions':
      return counted(t('Functions'), functions.length + values.length);
    case 'state':
      return counted(
        isNarrow() ? t('State') : t('Classes and state'),
        classes.length + bindings.length,
      );
    case 'statements':
      return counted(t('Statements'), statements.length);
    case 'plan':
      return t('Plan');
    default:
      return tab satisfies never;
  }
}

function tabView(app: App, tab: Tab): TemplateResult | typeof nothing {
  const { model } = app;
  if (!model) return nothing;
  switch (tab) {
    case 'stacks':
      return stacksView(app, model);
    case 'functions':
      return functionsView(app, model);
    case 'state':
      return stateView(app, model);
    case 'statements':
      return statementsView(app, model);
    case 'plan':
      return html`<div class="page">
        <vscode-button secondary @click=${() => app.send({ type: 'openPlan' })}>
          ${t('Open in an editor')}
        </vscode-button>
        <pre class="plan" tabindex="0" aria-label=${t('The plan as text')}>${model.planText}</pre>
      </div>`;
    default:
      return tab satisfies never;
  }
}
