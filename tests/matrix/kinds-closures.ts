import { kind, type Kind } from './kind.js';
import type { Shape } from './shapes.js';

/** The variables around the function: of the closure's maker, else of the function itself. */
const own = (s: Shape, text: string): string => (s.activity === 'closure' ? '' : text);

/** Edits of what functions capture. */
export const CLOSURE_KINDS: readonly Kind[] = [
  kind(
    'capturing',
    'nested function uses a variable that it did not capture',
    ['CapturingVariable', 'AccessingCapturedVariableInLambda'],
    (s) => [
      `${own(s, "const kept = 'kept', other = 'other';")} const show = () => 'v1'; ${s.pause} return show();`,
      `${own(s, "const kept = 'kept', other = 'other';")} const show = () => 'v2 ' + other; ${s.pause} return show();`,
    ],
    'v2 other',
  ),
  kind(
    'capturing-no-more',
    'nested function does not use a captured variable any more',
    ['NotCapturingVariable', 'NotAccessingCapturedVariableInLambda'],
    (s) => [
      `const held1 = n; const show = () => 'v1 ' + held1; ${s.pause} return show();`,
      `const held1 = n; const show = () => 'v2'; ${s.pause} return show() + held1;`,
    ],
    'v23',
  ),
  kind(
    'captured-deleted',
    'captured variable deleted',
    ['DeletingCapturedVariable'],
    (s) => [
      `const gone = n + 1; const show = () => 'v1 ' + gone; ${s.pause} return show();`,
      `const show = () => 'v2 '; ${s.pause} return show() + n;`,
    ],
    'v2 3',
  ),
  kind(
    'captured-renamed',
    'captured variable renamed',
    ['RenamingCapturedVariable'],
    (s) => [
      `let count = n; const show = () => 'v1 ' + count++; show(); ${s.pause} return show();`,
      `let total = n; const show = () => 'v2 ' + total++; show(); ${s.pause} return show();`,
    ],
    'v2 4',
  ),
  kind(
    'captured-type',
    'type of a captured variable changed',
    ['ChangingCapturedVariableType'],
    (s) => [
      `let value = 1; const show = () => 'v1 ' + value; ${s.pause} return show();`,
      `let value = [1]; const show = () => 'v2 ' + value; ${s.pause} return show();`,
    ],
    'v2 1',
  ),
  kind(
    'captured-scope',
    'scope of a captured variable changed',
    ['ChangingCapturedVariableScope'],
    (s) => [
      `let show; { let value = n + 1; show = () => 'v1 ' + value; } ${s.pause} return show();`,
      `let show; let value = n + 1; { show = () => 'v2 ' + value; } ${s.pause} return show();`,
    ],
    'v2 4',
  ),
  kind(
    'lambda-parameters',
    'parameters of a nested function changed',
    ['ChangingLambdaParameters'],
    (s) => [
      `const show = (a) => 'v1 ' + a; ${s.pause} return show(n, 5);`,
      `const show = (a, b) => 'v2 ' + a + b; ${s.pause} return show(n, 5);`,
    ],
    'v2 35',
  ),
  kind(
    'lambda-result',
    'what a nested function returns changed its type',
    ['ChangingLambdaReturnType', 'ChangingQueryLambdaType'],
    (s) => [
      `const show = (a) => a; ${s.pause} return 'v1 ' + show(n);`,
      `const show = (a) => [a, a]; ${s.pause} return 'v2 ' + show(n);`,
    ],
    'v2 3,3',
  ),
  kind(
    'lambda-inserted',
    'nested function added that captures from several scopes',
    ['InsertLambdaWithMultiScopeCapture'],
    (s) => [
      `const outer = n; { const inner = 5; ${s.pause} return 'v1 ' + outer + inner; }`,
      `const outer = n; { const inner = 5; ${s.pause} const sum = () => outer + inner; return 'v2 ' + sum(); }`,
    ],
    'v2 8',
  ),
  kind(
    'lambda-deleted',
    'nested function deleted that captures from several scopes',
    ['DeleteLambdaWithMultiScopeCapture'],
    (s) => [
      `const outer = n; { const inner = 5; const sum = () => outer + inner; ${s.pause} return 'v1 ' + sum(); }`,
      `const outer = n; { const inner = 5; ${s.pause} return 'v2 ' + (outer + inner); }`,
    ],
    'v2 8',
  ),
  kind(
    'active-lambda-removed',
    'nested function deleted that has an active statement',
    ['ActiveStatementLambdaRemoved'],
    (s) => [
      `const inner = () => { ${s.activity === 'below' ? 'hold();' : 'while (held());'} return 'v1'; }; return inner();`,
      `return 'v2';`,
    ],
    'v2',
    { when: 'active', activities: ['leaf', 'below'] },
  ),
];
