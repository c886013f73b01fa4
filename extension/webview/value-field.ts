import { html, nothing, type TemplateResult } from 'lit';
import type { App } from './app.js';
import { t } from './translate.js';

export interface ValueField {
  /** Names the draft. */
  field: string;
  label: string;
  value: string;
  placeholder?: string;
  set: (value: string) => void;
}

/** A field for a JavaScript expression; Enter or its button decides. */
export function valueField(app: App, options: ValueField): TemplateResult {
  const { field, label, value, placeholder = '', set } = options;
  const text = app.draft(field) ?? value;
  const refusal = app.refusalOf(field);
  const decide = (): void => {
    const now = (app.draft(field) ?? value).trim();
    if (now !== '') set(now);
  };
  return html`<span class="value-field">
    <vscode-textfield
      .label=${label}
      .value=${text}
      .placeholder=${placeholder}
      ?invalid=${refusal !== undefined}
      @input=${(event: Event) =>
        app.setDraft(field, (event.currentTarget as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') decide();
        if (event.key === 'Escape') app.setDraft(field, undefined);
      }}
    ></vscode-textfield>
    <vscode-button
      secondary
      aria-label=${t('Set {0}', label)}
      ?disabled=${text.trim() === ''}
      @click=${decide}
      >${t('Set')}</vscode-button
    >
    ${refusal === undefined ? nothing : html`<span class="refusal" role="alert">${refusal}</span>`}
  </span>`;
}
