/** A piece of code and what it is, for colours. */
export interface Token {
  text: string;
  kind: 'keyword' | 'string' | 'comment' | 'number' | 'other';
}

const KEYWORDS =
  'abstract as async await break case catch class const continue debugger default delete do else ' +
  'enum export extends false finally for from function get if implements import in instanceof ' +
  'interface let new null of private protected public readonly return satisfies set static super ' +
  'switch this throw true try type typeof undefined var void while with yield';

const keywords = new Set(KEYWORDS.split(' '));

const pattern =
  /(\/\/.*$|\/\*.*?(?:\*\/|$))|("(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`(?:\\.|[^`\\])*`?)|(\b\d[\w.]*)|([A-Za-z_$][\w$]*)/g;

/** Divides a line into pieces. Lines stand alone: a comment or template over several is plain after its first. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const other = (text: string): void => {
    const last = tokens.at(-1);
    if (last?.kind === 'other') last.text += text;
    else if (text !== '') tokens.push({ text, kind: 'other' });
  };
  for (const match of line.matchAll(pattern)) {
    const [text, comment, string, number] = match;
    other(line.slice(at, match.index));
    at = match.index + text.length;
    if (comment !== undefined) tokens.push({ text, kind: 'comment' });
    else if (string !== undefined) tokens.push({ text, kind: 'string' });
    else if (number !== undefined) tokens.push({ text, kind: 'number' });
    else if (keywords.has(text)) tokens.push({ text, kind: 'keyword' });
    else other(text);
  }
  other(line.slice(at));
  return tokens;
}
