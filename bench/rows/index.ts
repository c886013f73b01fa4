import type { Row } from '../row.js';
import { applyWhole } from './apply-whole.js';
import { debuggerRow } from './debugger.js';
import { extensionRow } from './extension.js';
import { growth } from './growth.js';
import { httpRequests } from './http-requests.js';
import { languageServer } from './language-server.js';
import { memory } from './memory.js';
import { pause } from './pause.js';
import { runTime } from './run-time.js';
import { runTimeAfterUpdates } from './run-time-after-updates.js';
import { reviewPanel } from './review-panel.js';
import { startUp } from './start-up.js';

/** All rows, in the order in which they are measured and shown. A new row is one line here. */
export const rows: readonly Row[] = [
  runTime,
  runTimeAfterUpdates,
  httpRequests,
  memory,
  startUp,
  pause,
  applyWhole,
  growth,
  languageServer,
  reviewPanel,
  extensionRow,
  debuggerRow,
];
