import type { ESTree } from '../model/index.js';
import { declare, emitStatementList, guarded, scoped, startOf } from './blocks.js';
import { emitStore, type Emitter } from './emitter.js';
import { enclose } from './enclose.js';
import { emitFunctionValues } from './functions.js';
import { operand } from './kept-operands.js';
import { span, type Out } from './text.js';

/** Emits a `switch`, or what is left of it: the rest of a case and the cases it falls through to. */
export function emitSwitch(emitter: Emitter, node: ESTree.SwitchStatement): Out {
  const at = node.cases.findIndex((item) => emitter.onPath(item));
  const current = node.cases[at];
  if (!current) return emitWhole(emitter, node);
  if (current.test && emitter.onPath(current.test)) {
    return ['{', scoped(emitter, node, () => emitFromTest(emitter, node, current)), '}'];
  }
  return [
    '{',
    scoped(emitter, node, () => [
      'switch(0){case 0:',
      emitStatementList(emitter, current.consequent),
      ';',
      node.cases
        .slice(at + 1)
        .map((item) => [emitter.whole(() => emitStatementList(emitter, item.consequent)), ';']),
      '}',
    ]),
    '}',
  ];
}

/** From a case's test on: the tests before it have not matched, but their statements may yet be run. */
function emitFromTest(
  emitter: Emitter,
  node: ESTree.SwitchStatement,
  current: ESTree.SwitchCase,
): Out {
  const cases = node.cases.map((item): Out => {
    const statements = emitter.whole(() => emitStatementList(emitter, item.consequent));
    if (!item.test) return ['default:', statements, ';'];
    if (item.end <= current.start) return [`case ${emitter.names.module}.T:`, statements, ';'];
    return ['case ', enclose(item.test, emitter.expression(item.test)), ':', statements, ';'];
  });
  return ['switch(', operand(emitter, node, node.discriminant), '){', cases, '}'];
}

function emitWhole(emitter: Emitter, node: ESTree.SwitchStatement): Out {
  const { info } = emitter;
  const stash = info.stashes.get(node);
  const values = emitter.isBusy(node) ? emitFunctionValues(emitter, info, node) : '';
  const out = emitter.copy(node, (child) =>
    child.type === 'SwitchCase' ? emitCase(emitter, child, values) : operand(emitter, node, child),
  );
  if (stash) return ['{', declare(emitter, stash), guarded(emitter, stash, out), '}'];
  const dead = info.hoisted
    .filter((variable) => variable.scopeNode === node && startOf(emitter, variable) !== '')
    .map((variable) => {
      // In a continuation it may be the old frame's variable, which its closures have.
      const access = emitter.access.get(variable);
      return access
        ? [emitStore(access, `${emitter.names.module}.T`), ';']
        : `${emitter.nameOf(variable)}${startOf(emitter, variable)};`;
    });
  return dead.length > 0 ? ['{', dead, out, '}'] : out;
}

function emitCase(emitter: Emitter, node: ESTree.SwitchCase, values: string): Out {
  const parts: Out[] = [];
  let at = node.start;
  let opened = false;
  if (node.test) {
    parts.push(span(at, node.test.start), emitter.expression(node.test));
    at = node.test.end;
  }
  for (const item of node.consequent) {
    parts.push(span(at, item.start), opened ? '' : values, emitter.statement(item));
    opened = true;
    at = item.end;
  }
  return [parts, span(at, node.end)];
}
