import { parseExpressionAt } from 'acorn';
import { AGENT_SYMBOL } from '../../../program-model/emit/names.js';

/** How a log point of code without an agent tells its message. */
export const PLAIN_LOG = 'console.log(';

/** The same where there is one; see `DebuggerLink.log`. */
export const agentLog = (breakpoint: number): string =>
  `globalThis[Symbol.for(${JSON.stringify(AGENT_SYMBOL)})].debugger.log(${breakpoint},`;

/**
 * A log message as a call: `x is {x}` → `console.log("x is %s", x)`. Doubled braces stand for
 * themselves.
 */
export function logExpression(message: string, call: string): string {
  let format = '';
  const values: string[] = [];
  for (let at = 0; at < message.length; at += 1) {
    const char = message.charAt(at);
    const isDoubled = message.charAt(at + 1) === char;
    if ((char === '{' || char === '}') && isDoubled) {
      format += char;
      at += 1;
    } else if (char === '{') {
      const end = endOfExpression(message, at + 1);
      if (end === undefined) format += char;
      else {
        format += '%s';
        values.push(guarded(message.slice(at + 1, end)));
        at = end;
      }
    } else format += char === '%' ? '%%' : char;
  }
  return `${call}${[JSON.stringify(format), ...values].join(',')})`;
}

/** What an expression throws takes its place in the message; V8 would leave the message out without a word. */
function guarded(expression: string): string {
  return isGuardable(expression)
    ? `(()=>{try{return(${expression})}catch(e){return String(e)}})()`
    : `(${expression})`;
}

/** V8 lets a debugger name private fields outside of their class, but not in a function in the expression. */
const isGuardable = (expression: string): boolean => !expression.includes('#');

/** What a condition is reported by that throws. */
export const CONDITION_FAILS = 'The condition of the breakpoint fails: ';

/**
 * A condition that is told of when it throws, and counts as false then.
 * @param call see `logExpression`
 */
export function guardedCondition(condition: string, call: string): string {
  const told = `${call}${JSON.stringify(`${CONDITION_FAILS}%s`)},String(e))`;
  return isGuardable(condition)
    ? `(f=>{try{return f()}catch(e){${told};return false}})(()=>(${condition}\n))`
    : condition;
}

/** Why a condition is no expression; `undefined` of one that is. */
export function conditionFault(condition: string): string | undefined {
  if (condition.includes('#')) return undefined;
  try {
    const options = { ecmaVersion: 'latest', allowSuperOutsideMethod: true } as const;
    const { end } = parseExpressionAt(condition, 0, options);
    const rest = condition
      .slice(end)
      .replace(/\/\/.*|\/\*[^]*?\*\//g, '')
      .trim();
    return rest === '' ? undefined : `The condition is no expression: ${rest} is too much.`;
  } catch (error) {
    return `The condition is no expression: ${(error as Error).message}.`;
  }
}

/** Offset of the brace that ends an expression. */
function endOfExpression(message: string, from: number): number | undefined {
  try {
    const { end } = parseExpressionAt(message, from, { ecmaVersion: 'latest' });
    const close = end + (/^\s*/.exec(message.slice(end))?.[0].length ?? 0);
    return message.charAt(close) === '}' ? close : undefined;
  } catch {
    return undefined;
  }
}
