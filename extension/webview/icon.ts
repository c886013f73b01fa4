import { html, type TemplateResult } from 'lit';
import type { FrameState } from '../../protocol/review.js';

/** A codicon, which says nothing to a screen reader. */
export const icon = (name: string): TemplateResult =>
  html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;

export const STATE_ICON: Readonly<Record<FrameState, string>> = {
  unchanged: 'circle-outline',
  moved: 'arrow-right',
  remapped: 'git-compare',
  decision: 'question',
  deferred: 'watch',
};
