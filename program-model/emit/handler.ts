import type { Variable } from '../model/index.js';
import type { FunctionInfo, Slot } from './analysis.js';
import { loadText, type Emitter } from './emitter.js';
import { passing, thisOf } from './functions.js';
import { CONSTANT, WRITABLE } from './names.js';
import { OVER } from './resume.js';
import type { Out } from './text.js';

/** Whether a pair's second half can store: not for bindings that are constant in the emitted text. */
function isWritable(emitter: Emitter, variable: Variable): boolean {
  const placement = emitter.analysis.placements.get(variable);
  if (placement === 'native') {
    if (variable.scope.type === 'class' || variable.scope.type === 'function-expression-name')
      return false;
    return variable.kind !== 'const';
  }
  if (placement === 'block') return variable.kind !== 'const' || !isLoopHead(variable);
  return true;
}

const isLoopHead = (variable: Variable): boolean =>
  variable.scopeNode.type === 'ForOfStatement' || variable.scopeNode.type === 'ForInStatement';

/** `()=>x,v=>x=v` for each variable: how a frame or an outdated closure hands captured variables over. */
export function emitPairs(emitter: Emitter, variables: readonly Variable[]): string {
  const value = `${emitter.names.prefix}v`;
  return variables
    .map((variable) => {
      const access = emitter.access.get(variable);
      if (access) return `${access.read},${access.write}`;
      const name = emitter.nameOf(variable);
      return isWritable(emitter, variable)
        ? `()=>${name},${value}=>${name}=${value}`
        : `()=>${name},0`;
    })
    .join(',');
}

/** The expression that reads a frame's value in the code under emission. */
function slotText(emitter: Emitter, slot: Slot): string {
  const { lexical } = emitter;
  if (slot.key === 'arguments') return lexical.arguments ?? slot.name;
  if (slot.key === 'new.target') return lexical.target ?? slot.name;
  if (slot.key === 'super') return lexical.super ?? slot.name;
  // A variable that closures of an older version share is not there under its own name.
  const variable = emitter.info.fn.variables.find(({ key }) => slot.key === `var:${key}`);
  const access = variable && emitter.access.get(variable);
  return access ? loadText(access) : slot.name;
}

/** Beyond as many variables a chain of conditions would be slow to go through, and deep to parse. */
const longestChain = 16;

/**
 * `(i,s,v)=>i>1?s?y=v:y:i?s?x=v:x:"ww"`, or `0` for no variables: one closure, however many there are. The
 * length of the bytecode counts, although this is hardly ever evaluated. So does the number of functions
 * in the text: V8 makes a scope for each when it first goes over a text, and one for each reader and
 * writer were half of what it takes then.
 */
export function emitLazyPairs(emitter: Emitter, variables: readonly Variable[]): string {
  if (variables.length === 0) return '0';
  const isPlain = variables.every((variable) => {
    const access = emitter.access.get(variable);
    return !access || (access.load !== undefined && access.store !== undefined);
  });
  if (!isPlain || variables.length > longestChain) return `()=>[${emitPairs(emitter, variables)}]`;
  const { prefix } = emitter.names;
  let chain = '';
  let kinds = '';
  variables.forEach((variable, index) => {
    const access = emitter.access.get(variable);
    const name = access ? loadText(access) : emitter.nameOf(variable);
    const canWrite = access !== undefined || isWritable(emitter, variable);
    const write = access ? `${access.store}${prefix}v)` : `${name}=${prefix}v`;
    const use = canWrite ? `${prefix}s?${write}:${name}` : name;
    chain = `${prefix}i${index > 0 ? `>${index}` : ''}?${use}:${chain}`;
    kinds += canWrite ? WRITABLE : CONSTANT;
  });
  return `(${prefix}i,${prefix}s,${prefix}v)=>${chain}"${kinds}"`;
}

/** `7,this,(i,s,v)=>i?s?x=v:x:"w",0,a,b`: a frame as it is handed to the agent, its values last. */
function frameArguments(emitter: Emitter, info: FunctionInfo): string {
  const values = info.values.map((slot) => `,${slotText(emitter, slot)}`).join('');
  const shared = emitLazyPairs(emitter, info.shared);
  const free = emitLazyPairs(emitter, info.free);
  return `${info.fn.index},${thisOf(emitter, info)},${shared},${free}${values}`;
}

/**
 * The start of a suspendable function's body: `L:try{`, and for generators a `try` around it, whose `finally` marks the end.
 */
export const emitBodyStart = ({ names, info }: Emitter): string =>
  `${info.fn.generator ? 'try{' : ''}${names.body}:try{`;

/**
 * The end of an active function's `try`:
 * `}catch(e){if(e!==U||(e=m.frame(7,this,0,0,…))===U)throw e;return e}`
 *
 * The handler itself throws on: thrown by the agent's code, two calls further up, it takes V8 four times
 * as long. For a debugger, which has V8 parse the function of each frame anew at each stop, the text is what
 * counts: `}catch(e){return m.over(e,7,this,0,0,…)}`.
 * A function that can be suspended never lets its activation go: the continuation runs inside it. It is taken up behind the handler,
 * where an outdated function comes without a `throw`, as it begins.
 */
export function emitHandler(emitter: Emitter): Out {
  const { names, info, state, analysis } = emitter;
  const { error: e, unwind, module, activation: n, driver: g } = names;
  const frame = frameArguments(emitter, info);
  const { fn } = info;
  if (!fn.async && !fn.generator) {
    const isStaticBlock = fn.kind === 'static-block';
    if (analysis.model.statements) {
      const give = isStaticBlock ? '' : 'return ';
      return [`}catch(${e}){${give}${module}.`, passing('over', info), `(${e},${frame})}`];
    }
    const result = isStaticBlock ? '' : `return ${e}`;
    return [emitHandOver(emitter, module, frame), `${result}}`];
  }
  const late = `${emitter.flag(fn)}&&${emitter.flag(fn)}.x(${n},${e})`;
  const catches = fn.generator
    ? `}catch(${e}){if(${e}!==${unwind}&&!(${late}))throw ${e};`
    : emitAsyncCatch(emitter, late);
  if (state.continuation) return `${catches}return ${module}.redirect(${n},${frame})}`;
  const taken = `${catches}${g}=1}if(${g})`;
  const leave = `}finally{${n}.p=${OVER}}`;
  if (fn.generator && fn.async)
    return [
      `${taken}{${g}=${module}.host(${n},${frame});`,
      emitDriving(emitter, passing('step', info)),
      `}${leave}`,
    ];
  if (fn.generator)
    return [`${taken}return yield*${module}.`, passing('host', info), `(${n},${frame});${leave}`];
  return [
    `${taken}{${g}=${module}.host(${n},${frame});while(${g}.`,
    passing('step', info),
    `())try{${g}.ok(await ${g}.value)}catch(${e}){${g}.fail(${e})}return ${g}.value}`,
  ];
}

/** What an async generator does with a continuation's driver. */
export function emitDriving({ names }: Emitter, step: Out): Out {
  const { error: e, driver: g } = names;
  return [
    `while(${g}.`,
    step,
    `()){${g}.open();try{${g}.ok(${g}.kind===0?await ${g}.value:${g}.kind===1?yield ${g}.value:yield*${g}.value)}`,
    `catch(${e}){${g}.fail(${e})}finally{if(${g}.leaves()){yield*${g}.drain();if(${g}.overrides)return ${g}.value}}}`,
    // To return, even nothing, takes an async generator a turn that running to its end does not.
    `if(${g}.gives)return ${g}.value;`,
  ];
}

/** `}catch(e){if(e!==U||(e=m.frame(…))===U)throw e;`, with what comes before `.frame`. */
function emitHandOver({ names, info }: Emitter, module: string, frame: string): Out {
  const { error: e, unwind } = names;
  const call = [`(${e}=${module}.`, passing('frame', info), `(${frame}))`];
  return [`}catch(${e}){if(${e}!==${unwind}||`, call, `===${unwind})throw ${e};`];
}

/**
 * `}catch(e){const u=e===U||f7&&f7.x(n,e);n.p=-1;if(!u)throw e;`: a rejection may have ended the suspension,
 * which was not noted yet. No `finally` is needed for that.
 */
function emitAsyncCatch({ names }: Emitter, late: string): string {
  const { error: e, unwind, activation: n, prefix } = names;
  const isCapture = `${prefix}u`;
  return (
    `}catch(${e}){const ${isCapture}=${e}===${unwind}||${late};` +
    `${n}.p=${OVER};if(!${isCapture})throw ${e};`
  );
}

/** The end of one run of a module top; an ES module's top cannot return. */
export function emitTopHandler(emitter: Emitter): Out {
  const { names, info, analysis } = emitter;
  const { error: e, module, activation: n, driver: g } = names;
  const receiver = analysis.model.format === 'module' ? 'void 0' : 'this';
  const values = info.values.map((slot) => `,${slot.name}`).join('');
  const shared = emitLazyPairs(emitter, info.shared);
  const frame = `${info.fn.index},${receiver},${shared},0${values}`;
  const moved = `${names.moved}=1;`;
  if (!info.fn.async || analysis.model.format !== 'module') {
    const isModule = analysis.model.format === 'module';
    const first = isModule ? `(${names.moved}=1,${module})` : module;
    return [emitHandOver(emitter, first, frame), isModule ? '}' : `return ${e}}`];
  }
  const flag = emitter.flag(info.fn);
  const late = `${flag}&&${flag}.x(${n},${e})`;
  return [
    `${emitAsyncCatch(emitter, late)}${moved}`,
    `const ${g}=${module}.host(${n},${frame});while(${g}.`,
    passing('step', info),
    `())try{${g}.ok(await ${g}.value)}catch(${e}){${g}.fail(${e})}}`,
  ];
}
