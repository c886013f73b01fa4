import { compileFunction } from 'node:vm';
import type { ModuleFormat } from './store.js';

const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];

// V8's messages, as Node's own detection matches them (src/node_contextify.cc).
const moduleOnly = [
  'Cannot use import statement outside a module',
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
];

// These may also be errors of a CommonJS module; as a module they are none.
const perhapsModule = [
  'await is only valid in async functions and the top level bodies of modules',
  ...parameters.map((name) => `Identifier '${name}' has already been declared`),
];

function failure(text: string, parameterNames: string[]): string | undefined {
  try {
    compileFunction(text, parameterNames);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The format of a module that neither extension nor package.json tells: CommonJS unless only a
 * module can have its syntax. A text that is neither counts as CommonJS, whose error Node shows.
 */
export function detectFormat(text: string): ModuleFormat {
  const message = failure(text, parameters);
  if (message === undefined) return 'commonjs';
  if (moduleOnly.some((start) => message.startsWith(start))) return 'module';
  if (!perhapsModule.some((start) => message.startsWith(start))) return 'commonjs';
  return failure(`(async () => {${text}\n})`, []) === undefined ? 'module' : 'commonjs';
}
