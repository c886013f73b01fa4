import { activeStatementsFeature } from './active-statements.js';
import { attachFeature } from './attach.js';
import { baselineFeature } from './baseline.js';
import { codeActionFeature } from './code-action.js';
import { codeLensFeature } from './code-lens.js';
import { diagnosticsFeature } from './diagnostics.js';
import { explainFeature } from './explain.js';
import type { Feature } from './feature.js';
import { hoverFeature } from './hover.js';
import { inlayHintFeature } from './inlay-hint.js';
import { overrideFeature } from './override.js';
import { pendingChangesFeature } from './pending-changes.js';
import { planFeature } from './plan.js';
import { reviewFeature } from './review.js';
import { stackPreviewFeature } from './stack-preview.js';
import { workspaceSymbolFeature } from './workspace-symbol.js';

/** Everything that the server can do. A new feature is one line here. */
export const features: readonly Feature[] = [
  diagnosticsFeature,
  codeActionFeature,
  codeLensFeature,
  hoverFeature,
  inlayHintFeature,
  activeStatementsFeature,
  pendingChangesFeature,
  workspaceSymbolFeature,
  planFeature,
  overrideFeature,
  reviewFeature,
  explainFeature,
  stackPreviewFeature,
  baselineFeature,
  attachFeature,
];
