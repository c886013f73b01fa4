import { CLASS_KINDS } from './kinds-classes.js';
import { CLOSURE_KINDS } from './kinds-closures.js';
import { FUNCTION_KINDS } from './kinds-functions.js';
import { MODULE_KINDS } from './kinds-modules.js';
import { STATEMENT_KINDS } from './kinds-statements.js';
import type { Kind } from './kind.js';

/** All kinds of edits, in the order of the page. */
export const GROUPS: readonly (readonly [title: string, kinds: readonly Kind[]])[] = [
  ['Statements', STATEMENT_KINDS],
  ['Variables, parameters and functions', FUNCTION_KINDS],
  ['Captured variables', CLOSURE_KINDS],
  ['Classes', CLASS_KINDS],
  ['Modules', MODULE_KINDS],
];

export const KINDS: readonly Kind[] = GROUPS.flatMap(([, kinds]) => kinds);
