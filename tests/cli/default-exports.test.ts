import { describe, expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply, codesOf } from './planning.js';

const main = (uses: string, imports = ''): string =>
  `import greet from './greet.mjs';
import Counter from './counter.mjs';
${imports}const counter = new Counter();
let before = '';
setInterval(() => {
  const line = [greet('x'), counter.next(), Counter.made, counter instanceof Counter, ${uses}].join(' ');
  if (line !== before) console.log((before = line));
}, 5);
`;
const greet = (text: string): string => `export default function (name) {
  return '${text} ' + name;
}
`;
const counter = (text: string): string => `let made = 0;
export default class {
  static made = (made += 1);
  next() {
    return '${text}' + made;
  }
}
`;

describe('default exports without a name', () => {
  it('are updated as they are, and may be added with something else', async () => {
    const folder = project({
      'main.mjs': main("'first'"),
      'greet.mjs': greet('hello'),
      'counter.mjs': counter('a'),
    });
    const program = startProgram(['main.mjs'], folder);
    await program.says('hello x a1 1 true first');
    write(folder, 'greet.mjs', greet('good day'));
    write(folder, 'counter.mjs', counter('b'));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', diagnostics: [] });
    await program.says('good day x b1 1 true first');
    // A file whose default export comes later, read by another that is added.
    write(folder, 'greet.mjs', `${greet('hey')}export const spare = 1;\n`);
    write(folder, 'late.mjs', 'let calls = 0;\nexport const named = () => (calls += 1);\n');
    write(folder, 'main.mjs', main('named() > 0', "import { named } from './late.mjs';\n"));
    const second = (await apply(folder, 'main')).result;
    expect(second, JSON.stringify(second)).toMatchObject({ outcome: 'applied' });
    await program.says('hey x b1 1 true true');
    const late = 'let calls = 0;\nexport const named = () => (calls += 1);\n';
    write(folder, 'late.mjs', `${late}export default function () {\n  return 'late';\n}\n`);
    write(folder, 'value.mjs', "export default ['va', 'lue'].join('');\n");
    write(folder, 'made.mjs', "export default class {\n  static text = 'made';\n}\n");
    const imports = `import { named } from './late.mjs';
import late from './late.mjs';
import value from './value.mjs';
import Made from './made.mjs';
`;
    write(folder, 'main.mjs', main('late() + value + Made.text + (named() > 0)', imports));
    const third = (await apply(folder, 'main')).result;
    expect(third, JSON.stringify(third)).toMatchObject({ outcome: 'applied' });
    await program.says('hey x b1 1 true latevaluemadetrue');
    program.child.kill();
    expect((await program.ended).stderr).toBe('');
  });

  it('that importers are bound to are not evaluated as something else', async () => {
    const folder = project({
      'main.mjs': main("'first'"),
      'greet.mjs': greet('hello'),
      'counter.mjs': counter('a'),
    });
    const program = startProgram(['main.mjs'], folder);
    await program.says('hello x a1 1 true first');
    const text = greet('later').replace('function', '((greet) => greet)(function');
    write(folder, 'greet.mjs', text.replace(/\}\n$/, '});\n'));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    expect(codesOf(result)).toContain('RS1206');
    program.child.kill();
    expect((await program.ended).stderr).toBe('');
  });
});

describe('a new statement at the top of a module that has run to its end', () => {
  it('is told that it cannot wait, and the code has not changed', async () => {
    const text = "let n = 0;\nsetInterval(() => console.log('v1', (n += 1)), 5);\n";
    const folder = project({ 'main.mjs': text });
    const program = startProgram(['main.mjs'], folder);
    await program.says('v1 2');
    const waiting = `${text}n = 1000;\nn = await Promise.resolve(n * 2);\n`;
    write(folder, 'main.mjs', waiting.replace("'v1'", "'v2'"));
    const { code, result } = await apply(folder, 'main');
    expect(code).toBe(3);
    expect(result.diagnostics[0]?.message).toContain('a new statement waits (await)');
    // What a statement in front of it has done stays done.
    await program.says('v1 1003\n');
    program.child.kill();
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    expect(stdout).not.toContain('v2');
  });
});
