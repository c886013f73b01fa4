import type { ESTree, Variable } from '../model/index.js';
import { guarded, scoped } from './blocks.js';
import type { Emitter } from './emitter.js';
import { emitBody, emitRestOfBody, gapLines, isInBody } from './loops.js';
import { emitDeclarators } from './statements.js';
import type { Out } from './text.js';

/**
 * A `for(let i…)` whose variables closures capture has fresh variables in every iteration
 * (ECMA-262 CreatePerIterationEnvironment). They are written out, so that each iteration's can be kept:
 *
 *     {let q1,z=0;{let i=INIT;q1=i}
 *      end:for(;;){let i=q1;try{if(z){UPDATE}z=1;if(!(TEST))break;next:{BODY}q1=i}catch(e){…}}}
 */
export function emitPerIterationFor(emitter: Emitter, node: ESTree.ForStatement): Out {
  const { names, info } = emitter;
  const stash = info.stashes.get(node);
  if (!stash) return '';
  const n = emitter.next();
  const started = names.numbered('z', n);
  const labels = { end: `${names.numbered('l', n)}e`, next: `${names.numbered('l', n)}n` };
  const copies = stash.variables.map((variable, index) => ({
    variable,
    copy: `${names.numbered('q', n)}_${index}`,
  }));
  const save = copies.map(({ variable, copy }) => `${copy}=${emitter.read(variable)};`).join('');
  const load = copies.map(({ variable, copy }) => `${emitter.nameOf(variable)}=${copy}`).join(',');
  const outer = emitter.loopLabels.get(node);
  emitter.loopLabels.set(node, labels);
  const isInInit = node.init != null && emitter.onPath(node.init);
  const isResumed = emitter.onPath(node) && !isInInit;
  const opening = isResumed
    ? emitFirst(emitter, node, copies, started, labels)
    : emitInit(emitter, node, stash.variables, save);
  const loop = emitter.whole(() => [
    `for(;;){let ${load};`,
    guarded(emitter, stash, [
      `if(${started}){`,
      node.update ? emitter.expression(node.update) : '',
      `}${started}=1;`,
      node.test ? ['if(!(', emitter.expression(node.test), `))break ${labels.end};`] : '',
      `${labels.next}:`,
      emitBody(emitter, node),
      save,
    ]),
    '}',
  ]);
  if (outer) emitter.loopLabels.set(node, outer);
  else emitter.loopLabels.delete(node);
  const declared = [...copies.map(({ copy }) => copy), `${started}=0`].join(',');
  return [
    `${labels.end}:{let ${declared};`,
    opening,
    gapLines(emitter, node.start, [node.init, node.test, node.update], node.body.start),
    loop,
    '}',
  ];
}

function emitInit(
  emitter: Emitter,
  node: ESTree.ForStatement,
  variables: readonly Variable[],
  save: string,
): Out {
  const { init } = node;
  if (init?.type !== 'VariableDeclaration') return '';
  const names = variables.map((variable) => emitter.nameOf(variable)).join(',');
  return [`{let ${names};`, emitDeclarators(emitter, init), `;${save}}`];
}

/** The rest of the iteration that the point lies in, with the variables that it had. */
function emitFirst(
  emitter: Emitter,
  node: ESTree.ForStatement,
  copies: readonly { variable: Variable; copy: string }[],
  started: string,
  labels: { end: string; next: string },
): Out {
  const { test, update } = node;
  return [
    '{',
    scoped(emitter, node, () => {
      const inUpdate = update != null && emitter.onPath(update);
      const inTest = test != null && emitter.onPath(test);
      const ask = (out: Out): Out => ['if(!(', out, `))break ${labels.end};`];
      const parts: Out[] = [];
      if (inUpdate) parts.push(emitter.expression(update), ';');
      if (test && inTest) parts.push(ask(emitter.expression(test)));
      else if (test && inUpdate) parts.push(ask(emitter.whole(() => emitter.expression(test))));
      const body = isInBody(emitter, node)
        ? emitRestOfBody(emitter, node)
        : emitter.whole(() => emitBody(emitter, node));
      parts.push(`${labels.next}:{`, body, '}');
      for (const { variable, copy } of copies) parts.push(`${copy}=${emitter.read(variable)};`);
      return [...parts, `${started}=1;`];
    }),
    '}',
  ];
}
