import { kind, type Kind } from './kind.js';

const SUSPENDING = ['below', 'async', 'generator'] as const;
const RUNNING = ['leaf', 'below', 'async', 'generator'] as const;
/** Where nothing is under way, code in front of the pause runs in the new version too. */
const fresh = (value: string, others: string): Record<string, string> => ({
  inactive: value,
  closure: value,
  others,
});

/** Edits of statements and expressions in a function's body. */
export const STATEMENT_KINDS: readonly Kind[] = [
  kind(
    'body',
    'statement behind the active one changed',
    [],
    (s) => [`${s.pause} return 'v1 ' + n;`, `${s.pause} return 'v2 ' + n;`],
    'v2 3',
    { when: 'never' },
  ),
  kind(
    'statement-inserted-before',
    'statement inserted in front of the active one',
    [],
    (s) => [
      `let out = 'a'; ${s.pause} return out;`,
      `let out = 'a'; out += 'b'; ${s.pause} return out;`,
    ],
    fresh('ab', 'a'),
    { when: 'never' },
  ),
  kind(
    'statement-inserted-behind',
    'statement inserted behind the active one',
    [],
    (s) => [
      `let out = 'a'; ${s.pause} return out;`,
      `let out = 'a'; ${s.pause} out += 'b'; return out;`,
    ],
    'ab',
    { when: 'never' },
  ),
  kind(
    'statement-deleted',
    'another statement deleted',
    ['Delete'],
    (s) => [
      `let out = 'a'; ${s.pause} out += 'gone'; return out + n;`,
      `let out = 'a'; ${s.pause} return out + n;`,
    ],
    'a3',
    { when: 'never' },
  ),
  kind(
    'statements-reordered',
    'statements behind the active one reordered',
    ['Move'],
    (s) => [
      `let out = ''; ${s.pause} out += 'first' + n; out += 'second'; return out;`,
      `let out = ''; ${s.pause} out += 'second'; out += 'first' + n; return out;`,
    ],
    'secondfirst3',
    { when: 'never' },
  ),
  kind(
    'active-statement',
    'active statement changed',
    ['ActiveStatementUpdate'],
    (s) => [
      `const got = [${s.wait('n')}, 'v1'].join(); return got;`,
      `const got = [${s.wait('n')}, 'v2'].join(); return got;`,
    ],
    '3,v2',
    { when: 'active', activities: ['inactive', ...SUSPENDING, 'closure'] },
  ),
  kind(
    'active-statement-deleted',
    'active statement deleted',
    ['DeleteActiveStatement'],
    (s) => [`${s.pause} return 'v1' + n;`, `return 'v2' + n;`],
    'v23',
    { when: 'active', activities: RUNNING },
  ),
  kind(
    'partly-executed',
    'active statement changed that has been executed in part',
    ['PartiallyExecutedActiveStatementUpdate'],
    (s) => [
      `const tag = (value) => value; return tag('left1') + ${s.wait('n')} + tag('right1');`,
      `const tag = (value) => value; return tag('left2') + ${s.wait('n')} + tag('right2');`,
    ],
    fresh('left23right2', 'left13right2'),
    { when: 'active', activities: ['inactive', ...SUSPENDING, 'closure'] },
  ),
  kind(
    'partly-executed-deleted',
    'active statement deleted that has been executed in part',
    ['PartiallyExecutedActiveStatementDelete'],
    (s) => [
      `const tag = (value) => value; const out = tag('left') + ${s.wait('n')}; return 'v1' + out;`,
      `const tag = (value) => value; return 'v2' + tag(n);`,
    ],
    'v23',
    { when: 'active', activities: SUSPENDING },
  ),
  kind(
    'wrapped-in-try',
    'active statement wrapped in `try … finally`',
    ['InsertAroundActiveStatement'],
    (s) => [
      `let out = 'v1'; ${s.pause} return out;`,
      `let out = 'v1'; try { ${s.pause} } finally { out += ' finally'; } return out;`,
    ],
    'v1 finally',
    { when: 'active' },
  ),
  kind(
    'wrapped-in-if',
    'active statement wrapped in `if`',
    ['InsertAroundActiveStatement'],
    (s) => [
      `let out = 'v1'; ${s.pause} return out;`,
      `let out = 'v1'; if (n > 1) { ${s.pause} out += ' then'; } return out;`,
    ],
    'v1 then',
    { when: 'active' },
  ),
  kind(
    'wrapped-in-loop',
    'active statement wrapped in a loop',
    ['InsertAroundActiveStatement'],
    (s) => [
      `let out = ''; ${s.pause} out += n; return out;`,
      `let out = ''; for (let i = 0; i < 2; i++) { ${s.pause} out += i; } return out;`,
    ],
    '01',
    { when: 'active' },
  ),
  kind(
    'unwrapped-from-try',
    '`try … finally` around the active statement removed',
    ['DeleteAroundActiveStatement'],
    (s) => [
      `let out = 'a'; try { ${s.pause} } finally { out += ' finally'; } return out;`,
      `let out = 'a'; ${s.pause} return out;`,
    ],
    'a',
    { when: 'active' },
  ),
  kind(
    'unwrapped-from-loop',
    'loop around the active statement removed',
    ['DeleteAroundActiveStatement'],
    (s) => [
      `let out = ''; for (const i of [1, 2]) { ${s.pause} out += i; } return out;`,
      `let out = ''; ${s.pause} out += n; return out;`,
    ],
    '3',
    { when: 'active' },
  ),
  kind(
    'loop-collection',
    'collection of the loop around the active statement changed',
    ['UpdateAroundActiveStatement', 'TypeUpdateAroundActiveStatement'],
    (s) => [
      `let out = ''; for (const i of [1, 2]) { ${s.pause} out += i; } return out;`,
      `let out = ''; for (const i of [4, 5, 6]) { ${s.pause} out += i; } return out;`,
    ],
    fresh('456', '12'),
    { when: 'active' },
  ),
  kind(
    'loop-condition',
    'condition of the loop around the active statement changed',
    ['UpdateAroundActiveStatement'],
    (s) => [
      `let out = ''; for (let i = 0; i < 1; i++) { ${s.pause} out += i; } return out;`,
      `let out = ''; for (let i = 0; i < 3; i++) { ${s.pause} out += i; } return out;`,
    ],
    '012',
    { when: 'active' },
  ),
  kind(
    'loop-kind',
    'loop around the active statement made another kind of loop',
    ['UpdateAroundActiveStatement'],
    (s) => [
      `let out = ''; for (let i = 0; i < 2; i++) { ${s.pause} out += i; } return out;`,
      `let out = ''; let i = 0; while (i < 2) { ${s.pause} out += i; i++; } return out;`,
    ],
    '01',
    { when: 'active' },
  ),
  kind(
    'handler',
    '`catch` of the `try` around the active statement changed',
    ['UpdateExceptionHandlerOfActiveTry'],
    (s) => [
      `try { ${s.pause} throw new Error(String(n)); } catch (error) { return 'v1 ' + error.message; }`,
      `try { ${s.pause} throw new Error(String(n)); } catch (error) { return 'v2 ' + error.message; }`,
    ],
    'v2 3',
    { when: 'active' },
  ),
  kind(
    'active-catch',
    '`catch` changed that holds the active statement',
    ['UpdateCatchHandlerAroundActiveStatement'],
    (s) => [
      `try { throw new Error(String(n)); } catch (error) { ${s.pause} return 'v1 ' + error.message; }`,
      `try { throw new Error(String(n)); } catch (error) { ${s.pause} return 'v2 ' + error.message; }`,
    ],
    'v2 3',
    { when: 'active' },
  ),
  kind(
    'active-finally',
    '`try` changed whose `finally` holds the active statement',
    ['UpdateTryOrCatchWithActiveFinally'],
    (s) => [
      `let out = ''; try { out += 'v1'; } finally { ${s.pause} out += ' end' + n; } return out;`,
      `let out = ''; try { out += 'v2'; } finally { ${s.pause} out += ' end' + n; } return out;`,
    ],
    fresh('v2 end3', 'v1 end3'),
    { when: 'active' },
  ),
  kind(
    'switch-case',
    'case added to the `switch` around the active statement',
    ['UpdateAroundActiveStatement'],
    (s) => [
      `let out = ''; switch (n) { case 3: ${s.pause} out += 'three'; default: out += ' v1'; } return out;`,
      `let out = ''; switch (n) { case 3: ${s.pause} out += 'three'; case 4: out += ' four'; default: out += ' v2'; } return out;`,
    ],
    'three four v2',
    { when: 'active' },
  ),
  kind(
    'await-statement',
    'awaited expression around the active `await` changed',
    ['AwaitStatementUpdate'],
    (s) => [`return 'v1 ' + String(${s.wait('n')});`, `return 'v2 ' + Number(${s.wait('n')});`],
    'v2 3',
    { when: 'active', activities: ['async'] },
  ),
  kind(
    'await-added',
    '`await` or `yield` added',
    ['UpdatingStateMachineMethodAroundActiveStatement', 'ChangingStateMachineShape'],
    (s) => [
      `${s.pause} return 'v1';`,
      `${s.pause} ${s.activity === 'async' ? 'await null;' : 'yield 7;'} return 'v2';`,
    ],
    'v2',
    { activities: ['async', 'generator'] },
  ),
];
