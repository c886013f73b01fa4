import type { ESTree } from '../model/index.js';
import { emitPattern } from './assignments.js';
import { scoped } from './blocks.js';
import type { CompletionScope, Emitter } from './emitter.js';
import { COMPLETION, isInside, leaveBy } from './jumps.js';
import { emitCheck, isCapture, OVER } from './resume.js';
import { span, type Out } from './text.js';

/** Emits a `try` statement; unwinding passes its handlers and runs none of its `finally` blocks. */
export function emitTry(emitter: Emitter, node: ESTree.TryStatement): Out {
  if (!emitter.isBusy(node)) {
    return emitter.copy(node, (child) =>
      child.type === 'CatchClause' ? emitQuietCatch(emitter, child) : emitter.statement(child),
    );
  }
  const names = emitter.info.completions.get(node);
  if (names) return emitCompletions(emitter, node, { ...names, label: `${names.kind}l` });
  return emitPlain(emitter, node);
}

function emitQuietCatch(emitter: Emitter, clause: ESTree.CatchClause): Out {
  return emitter.copy(clause, (child) =>
    child === clause.body ? emitter.statement(child) : emitPattern(emitter, child),
  );
}

/** `if(e===U)throw e;`, see {@link isCapture}. */
function passUnwinding(emitter: Emitter, caught: string): string {
  const { names, info } = emitter;
  const { fn } = info;
  // The activation runs again, so what it throws from here on has not woken it.
  const awake = fn.async || fn.generator ? `${names.activation}.p=${fn.generator ? 0 : OVER};` : '';
  return `if(${isCapture(emitter, caught)})throw ${names.unwind};${awake}`;
}

function emitPlain(emitter: Emitter, node: ESTree.TryStatement): Out {
  const { block, handler, finalizer } = node;
  if (finalizer && emitter.onPath(finalizer)) return emitter.statement(finalizer);
  const isInHandler = handler != null && emitter.onPath(handler);
  const body = isInHandler ? emitResumedCatch(emitter, handler) : emitter.statement(block);
  const parts: Out[] = ['try', body];
  if (handler && !isInHandler) {
    parts.push(span(block.end, handler.start), emitCatch(emitter, handler));
  } else if (finalizer) {
    const caught = `${emitter.names.error}${emitter.next()}`;
    parts.push(`catch(${caught}){${passUnwinding(emitter, caught)}throw ${caught}}`);
  } else {
    // What is left of a `catch` without a `finally` has no handler of its own any more.
    return body;
  }
  if (finalizer) {
    const from = handler ?? block;
    const guard = `finally{if(!${emitter.names.unwind}.on)`;
    parts.push(
      span(from.end, finalizerKeyword(emitter, node)),
      guard,
      emitter.whole(() => emitter.statement(finalizer)),
      '}',
    );
  }
  return parts;
}

const finalizerKeyword = (emitter: Emitter, node: ESTree.TryStatement): number => {
  const from = (node.handler ?? node.block).end;
  const at = emitter.text.indexOf('finally', from);
  return at < 0 ? from : at;
};

function emitCatch(emitter: Emitter, clause: ESTree.CatchClause): Out {
  const caught = `${emitter.names.error}${emitter.next()}`;
  const check = emitter.info.points.get(clause)?.find(({ kind }) => kind === 'catch');
  const body = (): Out => [
    bindCaught(emitter, clause, caught),
    check ? emitCheck(emitter, check) : '',
    emitter.statement(clause.body),
  ];
  return [`catch(${caught}){`, passUnwinding(emitter, caught), scoped(emitter, clause, body), '}'];
}

function bindCaught(emitter: Emitter, clause: ESTree.CatchClause, caught: string): Out {
  if (!clause.param) return '';
  return ['(', emitPattern(emitter, clause.param), `=${caught});`];
}

/** What is left of a catch clause: its body, with the caught value already bound. */
function emitResumedCatch(emitter: Emitter, clause: ESTree.CatchClause): Out {
  const { resumption } = emitter.state;
  const body = (): Out =>
    resumption?.point.node === clause
      ? emitter.whole(() => emitter.statement(clause.body))
      : emitter.statement(clause.body);
  return ['{', scoped(emitter, clause, body), '}'];
}

/**
 * `try{A}catch(x){C}finally{B}` →
 * `k=0;l:{try{try{A}catch(x){C}}catch(e){k=1;v=e}}{B}if(k===1)throw v;if(k===2)return v;…`
 * so that `B` can be taken up in its middle.
 */
function emitCompletions(
  emitter: Emitter,
  node: ESTree.TryStatement,
  names: Pick<CompletionScope, 'kind' | 'value' | 'label'>,
): Out {
  const { block, handler, finalizer } = node;
  if (!finalizer) return '';
  const scope: CompletionScope = { ...names, node, jumps: new Map() };
  const isInFinalizer = emitter.onPath(finalizer);
  const protectedPart = isInFinalizer
    ? emitter.whole(() => emitProtected(emitter, node, scope))
    : emitProtected(emitter, node, scope);
  const between = span((handler ?? block).end, finalizerKeyword(emitter, node));
  const final = isInFinalizer
    ? emitter.statement(finalizer)
    : emitter.whole(() => emitter.statement(finalizer));
  const head: Out = isInFinalizer
    ? ''
    : [`;${names.kind}=${COMPLETION.normal};`, protectedPart, between];
  return ['{', head, final, emitDispatch(emitter, scope), '}'];
}

function emitProtected(emitter: Emitter, node: ESTree.TryStatement, scope: CompletionScope): Out {
  const { block, handler } = node;
  const caught = `${emitter.names.error}${emitter.next()}`;
  emitter.state.completions.push(scope);
  let inner: Out;
  if (handler && emitter.onPath(handler)) inner = emitResumedCatch(emitter, handler);
  else {
    const body = emitter.statement(block);
    inner = handler
      ? [
          'try',
          body,
          span(block.end, handler.start),
          emitter.whole(() => emitCatch(emitter, handler)),
        ]
      : body;
  }
  emitter.state.completions.pop();
  return [
    `${scope.label}:{try{`,
    inner,
    `}catch(${caught}){${passUnwinding(emitter, caught)}${scope.kind}=${COMPLETION.throws};${scope.value}=${caught}}}`,
  ];
}

/** Carries a completion on after the `finally` block. */
function emitDispatch(emitter: Emitter, scope: CompletionScope): Out {
  const { kind, value, jumps } = scope;
  const outer = emitter.state.completions[emitter.state.completions.length - 1];
  const returns = outer
    ? `{${outer.value}=${value};${outer.kind}=${COMPLETION.returns};break ${outer.label}}`
    : `return ${value};`;
  const isStatic = emitter.info.fn.kind === 'static-block';
  const isModule = emitter.info.fn.kind === 'module' && emitter.analysis.model.format === 'module';
  let out = `if(${kind}===${COMPLETION.throws})throw ${value};`;
  if (!isStatic && !isModule) out += `if(${kind}===${COMPLETION.returns})${returns}`;
  for (const [jump, { number, target }] of jumps) {
    const carried = outer && isInside(outer.node, target) ? leaveBy(outer, jump, target) : jump;
    out += `if(${kind}===${number})${carried}`;
  }
  return out;
}
