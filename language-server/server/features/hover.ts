import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { ActiveView, FunctionView, VariableView } from '../analysis/types.js';
import type { Side } from '../comparison/comparisons.js';
import { currentSides, type ServerContext } from '../context.js';
import { contains } from '../positions.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** Where a function came from, what a variable was, what goes on at a statement. */
export const hoverFeature: Feature = {
  capabilities: { hoverProvider: true },
  register(context) {
    context.connection.onHover(
      answering((params) =>
        hoverAt(textIn(params, 'textDocument', 'uri'), params.position, context),
      ),
    );
  },
};

async function hoverAt(
  uri: string,
  position: Position,
  context: ServerContext,
): Promise<Hover | null> {
  const sides = await currentSides(context, uri);
  const texts = sides.flatMap((side) => textsAt(side, position));
  if (texts.length === 0) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: [...new Set(texts)].join('\n\n---\n\n') },
  };
}

function textsAt({ session, view }: Side, position: Position): string[] {
  if (!view) return [];
  const variables = view.variables.filter(({ range }) => contains(range, position));
  const functions = view.functions.filter(({ name }) => name && contains(name, position));
  const active = view.active.filter(
    ({ now, how }) => now && how !== 'unchanged' && now.start.line === position.line,
  );
  const lines = [
    ...variables.map(variableText),
    ...functions.map(functionText),
    ...active.map(activeText),
  ];
  return lines.length === 0 ? [] : [`${lines.join('\n\n')}\n\n*${session.name}, running*`];
}

const percent = (confidence: number): string => `${Math.floor(confidence * 100)} % sure`;

function variableText({ name, was, reason, confidence }: VariableView): string {
  const origin = was === null ? `\`${name}\` is new` : `\`${name}\` was \`${was}\``;
  return `${origin} (${percent(confidence)}): ${reason}`;
}

function functionText({ entry, frames, suspended }: FunctionView): string {
  const { old, now = '', change, host, elsewhere, confidence, reason, override } = entry;
  const origins = {
    changed: `\`${now}\` is changed`,
    renamed: `\`${now}\` was \`${old}\``,
    added: `\`${now}\` is new`,
    removed: `\`${old}\` is gone`,
    moved:
      old === undefined
        ? `\`${now}\` came from ${elsewhere?.file ?? ''}`
        : `\`${old}\` went to ${elsewhere?.file ?? ''}`,
    extracted: `\`${now}\` was taken out of \`${host}\``,
    inlined: `\`${old}\` was put into \`${host}\``,
  };
  const decided = override ? ' Decided by the developer.' : '';
  const activity = `${frames} on a stack, ${suspended} suspended.`;
  return `${origins[change]} (${percent(confidence)}): ${reason}. ${activity}${decided}`;
}

function activeText({ function: fn, old, how, state, count }: ActiveView): string {
  const who = count === 1 ? `An activation of \`${fn}\`` : `${count} activations of \`${fn}\``;
  const place = how === 'exact' || how === 'moved' ? 'go on here' : `may go on here (${how})`;
  return `${who}, ${state} at line ${old.start.line + 1} of the running text, ${place}.`;
}
