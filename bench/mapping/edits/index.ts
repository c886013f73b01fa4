import type { Edit } from '../context.js';
import * as expressions from './expressions.js';
import * as loops from './loops.js';
import * as names from './names.js';
import * as shapes from './shapes.js';
import * as statements from './statements.js';

/** Every edit kind by name; `-` in front of a name in a result means the edit undone. */
export const EDITS: Readonly<Record<string, Edit>> = {
  ...names,
  ...statements,
  ...expressions,
  ...shapes,
  ...loops,
};
