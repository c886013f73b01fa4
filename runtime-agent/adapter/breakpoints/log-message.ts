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
        values.push(`(${message.slice(at + 1, end)})`);
        at = end;
      }
    } else format += char === '%' ? '%%' : char;
  }
  return `${call}${[JSON.stringify(format), ...values].join(',')})`;
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
