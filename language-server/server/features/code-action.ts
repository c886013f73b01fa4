import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import {
  clientCommands,
  serverCommands,
  type Decision,
  type OverrideParams,
} from '../../../protocol/lsp/index.js';
import type { Finding, Fix, Hunk, ModuleView } from '../analysis/types.js';
import { currentSides, type ServerContext } from '../context.js';
import { overlap, sameRange } from '../positions.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** Quick fixes: decisions, which go into the plan, and going back to the text that runs. */
export const codeActionFeature: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  register(context) {
    context.connection.onCodeAction(answering((params) => actionsFor(params, context)));
  },
};

async function actionsFor(params: CodeActionParams, context: ServerContext): Promise<CodeAction[]> {
  const uri = textIn(params, 'textDocument', 'uri');
  const sides = await currentSides(context, uri);
  const found = new Map<string, CodeAction>();
  for (const { view } of sides) {
    if (!view) continue;
    for (const finding of view.findings) {
      if (!overlap(finding.range, params.range)) continue;
      const diagnostics = params.context.diagnostics.filter((shown) => isOf(shown, finding));
      for (const action of fixesFor(finding.fix, uri, context)) {
        const title = `${action.title} ${JSON.stringify(action.command?.arguments)}`;
        found.set(title, { ...action, diagnostics });
      }
    }
    for (const action of reverts(view, params, uri)) found.set(action.title, action);
  }
  for (const action of typeFixes(params, uri, context)) {
    found.set(`${action.title} ${JSON.stringify(action.command?.arguments)}`, action);
  }
  return [...found.values()];
}

/** What can be decided about values of changed types. */
function typeFixes(params: CodeActionParams, uri: string, context: ServerContext): CodeAction[] {
  const file = context.texts.fileOf(uri);
  if (file === undefined) return [];
  const { start, end } = params.range;
  return context.types.entriesOf(file).flatMap(({ code, line, fix }) => {
    if (line - 1 < start.line || line - 1 > end.line) return [];
    const diagnostics = params.context.diagnostics.filter(
      (shown) => shown.code === code && shown.range.start.line === line - 1,
    );
    return fixesFor(fix, uri, context).map((action) => ({ ...action, diagnostics }));
  });
}

const isOf = ({ code, range }: Diagnostic, finding: Finding): boolean =>
  code === finding.diagnostic.code && sameRange(range, finding.range);

/** The decisions that a finding leaves open; the first is the one that is proposed. */
function fixesFor(fix: Fix | null, uri: string, context: ServerContext): CodeAction[] {
  const decide = (title: string, decision: Decision): CodeAction => {
    const argument: OverrideParams = { uri, decision };
    const command = { title, command: serverCommands.override, arguments: [argument] };
    return { title, kind: CodeActionKind.QuickFix, command };
  };
  const ask = (title: string, decision: Decision): CodeAction[] => {
    if (!context.client.options.clientCommands?.includes(clientCommands.askValue)) return [];
    const argument: OverrideParams = { uri, decision };
    const command = { title, command: clientCommands.askValue, arguments: [argument] };
    return [{ title, kind: CodeActionKind.QuickFix, command }];
  };
  const edit = (title: string, decision: Decision): CodeAction => {
    const { editTransformer } = clientCommands;
    if (context.client.options.clientCommands?.includes(editTransformer) !== true)
      return decide(title, decision);
    const argument: OverrideParams = { uri, decision };
    const command = { title, command: editTransformer, arguments: [argument] };
    return { title, kind: CodeActionKind.QuickFix, command };
  };
  switch (fix?.kind) {
    case undefined:
      return [];
    case 'point':
      return pointFixes(fix, decide);
    case 'variable':
      return variableFixes(fix, decide, ask);
    case 'statement':
      return [
        decide('Run this statement when the update commits', statement(fix, true)),
        decide('Do not run this statement now', statement(fix, false)),
      ];
    case 'binding':
      return bindingFixes(fix, decide, ask);
    case 'class':
      return fix.skeleton === null
        ? []
        : [
            decide(`Write a state transformer for ${fix.name}`, {
              section: 'classes',
              now: fix.name,
              override: { transform: fix.skeleton },
            }),
          ];
    case 'type':
      return typeEntryFixes(fix, decide, edit);
    case 'kept':
      return ask(`Give ${fix.name} another value…`, {
        section: 'variables',
        ...{ function: fix.function, name: fix.name, override: { value: fix.name } },
      });
    case 'function':
      return [
        decide(`${fix.now} is the new version of ${fix.old}`, {
          section: 'functions',
          old: fix.old,
          override: { now: fix.now },
        }),
        decide(`${fix.old} has no new version`, {
          section: 'functions',
          old: fix.old,
          override: { now: null },
        }),
      ];
  }
}

type Decide = (title: string, decision: Decision) => CodeAction;
type Ask = (title: string, decision: Decision) => CodeAction[];

const statement = ({ text }: Extract<Fix, { kind: 'statement' }>, run: boolean): Decision => ({
  section: 'statements',
  change: 'added',
  text,
  override: { run },
});

function pointFixes(
  { from, places, canRestart }: Extract<Fix, { kind: 'point' }>,
  decide: Decide,
): CodeAction[] {
  const point = { section: 'points' as const, function: from.function, at: from.at };
  const resume = places.map((place) =>
    decide(`Go on at line ${place.line}: ${place.at}`, {
      ...point,
      override: { do: 'resume', function: place.function, at: place.at },
    }),
  );
  const restart = decide('Restart the function instead', { ...point, override: { do: 'restart' } });
  return [
    ...resume,
    ...(canRestart ? [restart] : []),
    decide('Return undefined from it', {
      ...point,
      override: { do: 'return', value: 'undefined' },
    }),
    decide('Let it finish in its old code', { ...point, override: { do: 'finish-old' } }),
  ];
}

function variableFixes(
  { function: fn, name, proposed }: Extract<Fix, { kind: 'variable' }>,
  decide: Decide,
  ask: Ask,
): CodeAction[] {
  const variable = { section: 'variables' as const, function: fn, name };
  const values = [...new Set([proposed ?? 'undefined', 'undefined', 'null', '0', "''"])];
  return [
    ...values.map((value) =>
      decide(value === proposed ? `Accept ${value} for ${name}` : `Start ${name} as ${value}`, {
        ...variable,
        override: { value },
      }),
    ),
    ...ask(`Give ${name} another value…`, {
      ...variable,
      override: { value: proposed ?? 'undefined' },
    }),
  ];
}

function bindingFixes(
  { name, skeleton }: Extract<Fix, { kind: 'binding' }>,
  decide: Decide,
  ask: Ask,
): CodeAction[] {
  const binding = { section: 'bindings' as const, name };
  return [
    decide(`Keep the value of ${name}`, { ...binding, override: { keep: true } }),
    decide(`Evaluate the new initialiser of ${name}`, { ...binding, override: { keep: false } }),
    ...(skeleton === null
      ? []
      : [
          decide(`Write a state transformer for ${name}`, {
            ...binding,
            override: { transform: skeleton },
          }),
        ]),
    ...ask(`Give ${name} another value…`, { ...binding, override: { value: name } }),
  ];
}

function typeEntryFixes(
  { name, skeleton }: Extract<Fix, { kind: 'type' }>,
  decide: Decide,
  edit: Decide,
): CodeAction[] {
  const entry = { section: 'types' as const, name };
  const keep = decide(`Keep the values of ${name} as they are`, {
    ...entry,
    override: { keep: true },
  });
  if (skeleton === null) return [keep];
  const title = `Write a state transformer for ${name}`;
  return [edit(title, { ...entry, override: { transform: skeleton } }), keep];
}

/** The edits at a place, each taken back by itself. */
function reverts({ hunks }: ModuleView, { range }: CodeActionParams, uri: string): CodeAction[] {
  const { start, end } = range;
  return hunks
    .filter((hunk) => hunk.start <= end.line && start.line <= Math.max(hunk.start, hunk.end - 1))
    .map((hunk) => ({
      title: `Go back to the running code: ${describe(hunk)}`,
      kind: CodeActionKind.QuickFix,
      edit: {
        changes: {
          [uri]: [
            {
              range: {
                start: { line: hunk.start, character: 0 },
                end: { line: hunk.end, character: 0 },
              },
              newText: hunk.text,
            },
          ],
        },
      },
    }));
}

function describe({ start, end }: Hunk): string {
  if (end <= start) return `what was removed before line ${start + 1}`;
  return end - start === 1 ? `line ${start + 1}` : `lines ${start + 1} to ${end}`;
}
