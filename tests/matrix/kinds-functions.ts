import { kind, type Kind } from './kind.js';
import type { Parts, Shape } from './shapes.js';

const fresh = (value: string, others: string): Record<string, string> => ({
  inactive: value,
  closure: value,
  others,
});
const NAMED = ['inactive', 'leaf', 'below', 'async', 'generator'] as const;

/** The body that a function keeps. */
const same = (s: Shape): string => `let out = 'a' + n; ${s.pause} return out;`;

function extracted(s: Shape, version: string, form: 'whole' | 'split'): Parts {
  const code = `const twice = n * 2; ${s.pause} const text = '${version} ' + twice; return text;`;
  if (form === 'whole') return { body: code };
  return { top: s.helper('described', code), body: `return ${s.callOf('described')};` };
}

/** Edits of variables, parameters and functions. */
export const FUNCTION_KINDS: readonly Kind[] = [
  kind(
    'local-literal',
    'local added whose initialiser is a literal',
    [],
    (s) => [`${s.pause} return 'v1';`, `const more = 5; ${s.pause} return 'v2 ' + more;`],
    'v2 5',
    { when: 'never' },
  ),
  kind(
    'local-computed',
    'local added whose initialiser calls',
    [],
    (s) => [`${s.pause} return 'v1';`, `const more = String(n); ${s.pause} return 'v2 ' + more;`],
    'v2 3',
    { when: 'never' },
  ),
  kind(
    'local-renamed',
    'local renamed',
    ['Renamed'],
    (s) => [
      `let before = n + 1; ${s.pause} before += 1; return 'v1 ' + before;`,
      `let later = n + 1; ${s.pause} later += 1; return 'v2 ' + later;`,
    ],
    'v2 5',
    { when: 'never' },
  ),
  kind(
    'local-deleted',
    'local deleted',
    [],
    (s) => [
      `const kept = n; const gone = n * 2; ${s.pause} return 'v1 ' + kept + gone;`,
      `const kept = n; ${s.pause} return 'v2 ' + kept;`,
    ],
    'v2 3',
    { when: 'never' },
  ),
  kind(
    'local-type',
    'initial value, and so the type, of a local changed',
    ['TypeUpdate'],
    (s) => [
      `let value = 1; ${s.pause} return 'v1 ' + value;`,
      `let value = 'one'; ${s.pause} return 'v2 ' + value;`,
    ],
    fresh('v2 one', 'v2 1'),
  ),
  kind(
    'static-local',
    'state that outlives calls got another initial value',
    ['UpdateStaticLocal'],
    (s) => [
      { top: 'let calls = 1;', body: `calls += 1; ${s.pause} return 'v1 ' + calls;` },
      { top: 'let calls = 10;', body: `calls += 1; ${s.pause} return 'v2 ' + calls;` },
    ],
    'v2 2',
  ),
  kind(
    'parameter-default',
    'parameter added with a default',
    [
      'ChangingParameterTypes',
      'ChangingLambdaParameters',
      'ChangingSignatureNotSupportedByRuntime',
    ],
    (s) => [
      { params: 'n', body: `${s.pause} return 'v1 ' + n;` },
      { params: 'n, more = 4', body: `${s.pause} return 'v2 ' + n + more;` },
    ],
    'v2 34',
  ),
  kind(
    'parameter-added',
    'parameter added without a default',
    ['ChangingParameterTypes', 'ChangingLambdaParameters'],
    (s) => [
      { params: 'n', body: `${s.pause} return 'v1 ' + n;` },
      { params: 'n, more', body: `${s.pause} return 'v2 ' + n + more;` },
    ],
    'v2 3undefined',
  ),
  kind(
    'parameter-removed',
    'parameter removed',
    ['ChangingParameterTypes', 'ChangingLambdaParameters', 'ChangingNameOrSignatureOfActiveMember'],
    (s) => [
      { params: 'n, gone', args: '3, 4', body: `${s.pause} return 'v1 ' + n + gone;` },
      { params: 'n', args: '3, 4', body: `${s.pause} return 'v2 ' + n;` },
    ],
    'v2 3',
  ),
  kind(
    'parameter-renamed',
    'parameter renamed',
    ['Renamed', 'ExplicitRecordMethodParameterNamesMustMatch'],
    (s) => [
      { params: 'n', body: `${s.pause} return 'v1 ' + n;` },
      { params: 'count', body: `${s.pause} return 'v2 ' + count;` },
    ],
    'v2 3',
  ),
  kind(
    'parameters-reordered',
    'parameters reordered, with all calls',
    ['ChangingParameterTypes', 'Move'],
    (s) => [
      { params: 'n, m', args: '3, 4', body: `${s.pause} return 'v1 ' + n + m;` },
      { params: 'm, n', args: '4, 3', body: `${s.pause} return 'v2 ' + n + m;` },
    ],
    'v2 34',
  ),
  kind(
    'function-renamed',
    'function renamed, with all calls',
    ['Renamed', 'RenamingNotSupportedByRuntime', 'ChangingNameOrSignatureOfActiveMember'],
    (s) => [
      { body: same(s) },
      { name: 'renamed', body: same(s).replace('return out', "return out + ' v2'") },
    ],
    'a3 v2',
    { activities: NAMED },
  ),
  kind(
    'function-added',
    'function added and called',
    ['Insert', 'InsertNotSupportedByRuntime'],
    (s) => [
      { body: same(s) },
      {
        top: "const added = (value) => 'added ' + value;",
        body: same(s).replace('return out', 'return added(out)'),
      },
    ],
    'added a3',
    { when: 'never' },
  ),
  kind(
    'function-deleted',
    'function deleted that is called no more',
    ['Delete', 'DeleteNotSupportedByRuntime'],
    (s) => [
      { body: same(s) },
      {
        name: 'quite',
        top: s.activity === 'closure' ? '' : '/* nothing of it is left */',
        body: "for (const key in globalThis) if (key === 'unheard of') return key; return 'anew';",
      },
    ],
    'anew',
    { activities: NAMED },
  ),
  kind(
    'helper-deleted',
    'helper deleted, and its only call',
    ['Delete'],
    (s) => [
      {
        top: "function helper(value) { return 'v1 ' + value; }",
        body: `${s.pause} return helper(n);`,
      },
      { body: `${s.pause} return 'v2 ' + n;` },
    ],
    'v2 3',
  ),
  kind(
    'function-moved',
    'function moved to another place in its file',
    ['Move'],
    (s) => [
      { top: 'const first = 1;\nfunction aside() { return 2; }', body: same(s) },
      {
        top: 'function more() { return 5; }\nconst first = 1;',
        body: same(s).replace('return out', "return out + ' moved' + aside()"),
        end: 'function aside() { return 2; }',
      },
    ],
    'a3 moved2',
  ),
  kind(
    'function-into-namespace',
    'function moved into an object that serves as namespace, with all calls',
    ['ChangingNamespace'],
    (s) => [
      {
        top: "function helper(value) { return 'v1 ' + hold(value); }",
        body: `${s.pause} return helper(n);`,
      },
      {
        top: "const tools = { helper(value) { return 'v2 ' + hold(value); } };",
        body: `${s.pause} return tools.helper(n);`,
      },
    ],
    'v2 3',
  ),
  kind(
    'code-extracted',
    'code behind the active statement taken out into a function',
    ['Insert'],
    (s) => [
      { body: `${s.pause} const twice = n * 2; const text = 'v1 ' + twice; return text;` },
      {
        top: "function described(n) { const twice = n * 2; const text = 'v2 ' + twice; return text; }",
        body: `${s.pause} return described(n);`,
      },
    ],
    'v2 6',
    { when: 'never' },
  ),
  kind(
    'active-code-extracted',
    'code with the active statement taken out into a function',
    ['Insert', 'ActiveStatementUpdate'],
    (s) => [extracted(s, 'v1', 'whole'), extracted(s, 'v2', 'split')],
    'v2 6',
    { when: 'active' },
  ),
  kind(
    'active-code-inlined',
    'function with the active statement put into its caller',
    ['Delete', 'DeleteActiveStatement'],
    (s) => [extracted(s, 'v1', 'split'), extracted(s, 'v2', 'whole')],
    'v2 6',
    { when: 'active' },
  ),
  kind(
    'made-async',
    'function made async',
    ['MakeMethodAsyncNotSupportedByRuntime', 'ModifiersUpdate'],
    (s) => versionsOf(s, 'function work', 'async function work'),
    'v2 3',
    { activities: ['inactive', 'leaf', 'below'] },
  ),
  kind(
    'made-synchronous',
    'async function made synchronous',
    ['ChangingFromAsynchronousToSynchronous'],
    (s) => versionsOf(s, 'async function work', 'function work'),
    'v2 3',
    { activities: ['inactive', 'async'] },
  ),
  kind(
    'made-generator',
    'function made a generator',
    ['MakeMethodIteratorNotSupportedByRuntime', 'ChangingStateMachineShape'],
    (s) => versionsOf(s, 'function work', 'function* work'),
    'v2 3',
    { activities: ['inactive', 'leaf', 'below'] },
  ),
  kind(
    'declaration-to-arrow',
    'function declaration made an arrow function',
    ['SwitchBetweenLambdaAndLocalFunction'],
    (s) => [
      {
        top: 'function helper(value) { return hold(value) + 1; }',
        body: `${s.pause} return 'v1 ' + helper(n);`,
      },
      {
        top: 'const helper = (value) => hold(value) + 2;',
        body: `${s.pause} return 'v2 ' + helper(n);`,
      },
    ],
    'v2 5',
  ),
];

/** The same function under two keywords; a generator is run to its end by those who call it. */
function versionsOf(s: Shape, before: string, after: string): [Parts, Parts] {
  const text = (keyword: string, v: string): Parts => {
    const pause = s.activity === 'async' && keyword.startsWith('async') ? 'await gate();' : s.pause;
    const wait = keyword.startsWith('async') || s.activity !== 'async' ? pause : '';
    const call =
      keyword === 'function* work'
        ? '{ const made = work(3); return made.next().value ?? made.next().value; }'
        : 'work(3);';
    return {
      top: `${keyword}(n) { ${wait} return 'v${v} ' + n; }`,
      name: 'called',
      body: call.startsWith('{') ? call : `return ${call}`,
    };
  };
  return [text(before, '1'), text(after, '2')];
}
