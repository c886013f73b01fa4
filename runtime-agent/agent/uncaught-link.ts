import { authoredLine, type PlaceFinder } from './uncaught-place.js';

/** `script:line`, the line, and carets below it, which Node has put before the stack of a link error. */
const head = /^((?:file:\/\/|\/)[^\n]+):(\d+)\n[^\n]*\n([ \t]*)(\^+)\n/;

/**
 * An import that cannot be linked is an error that Node decorates with the line of the import; puts
 * the author's line in the place of the instrumented one.
 */
export function correctLinkError(error: unknown, finder: PlaceFinder): void {
  if (!(error instanceof SyntaxError) || typeof error.stack !== 'string') return;
  const [decoration, script, line, indent, carets] = head.exec(error.stack) ?? [];
  if (decoration === undefined || script === undefined || indent === undefined) return;
  const place = finder.places.ofScript(script, Number(line), indent.length + 1);
  const shown = place && authoredLine({ ...place, script }, finder);
  if (!shown) return;
  const below = shown.text.slice(0, shown.column - 1).replace(/[^\t]/g, ' ');
  const rest = error.stack.slice(decoration.length);
  error.stack = `${script}:${shown.line}\n${shown.text}\n${below}${carets}\n${rest}`;
}
