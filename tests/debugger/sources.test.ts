import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const main = `const { add } = require('./lib.js');
async function later(n) {
  await new Promise((settle) => setTimeout(settle, 300));
  const sum = add(n, 1);
  return sum;
}
let keep = later(1);
keep.then((sum) => console.log('sum', sum));
`;

describe('sources', () => {
  it('are listed, as modules too, and told of when they are loaded', async () => {
    const session = await TestSession.open({
      'main.js': main,
      'lib.js': `exports.add = (a, b) => a + b;\n`,
    });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [7]));
    await session.stop();
    const { sources } =
      await session.request<DebugProtocol.LoadedSourcesResponse['body']>('loadedSources');
    const own = (path = ''): boolean => path.startsWith(session.folder);
    session.note(
      sources
        .filter(({ path }) => own(path))
        .map(({ name }) => name)
        .join(', '),
    );
    session.note(`of Node: ${sources.some(({ path }) => path?.startsWith('node:'))}`);
    const told = session.pending('loadedSource') as DebugProtocol.LoadedSourceEvent[];
    session.note(
      `told: ${told
        .filter(({ body }) => own(body.source.path))
        .map(({ body }) => body.source.name)
        .join(', ')}`,
    );
    const all = await session.request<DebugProtocol.ModulesResponse['body']>('modules', {});
    const page = await session.request<DebugProtocol.ModulesResponse['body']>('modules', {
      ...{ startModule: 1, moduleCount: 2 },
    });
    session.note(
      `${page.modules.length} of ${all.totalModules === all.modules.length ? 'all' : '?'}`,
    );
    for (const { name, isUserCode, version } of all.modules.filter(({ path }) => own(path))) {
      session.note(`${name}: user code ${isUserCode}, version ${version}`);
    }
    const internal = sources.find(({ path }) => path === 'node:fs');
    const { content } = await session.request<DebugProtocol.SourceResponse['body']>('source', {
      ...{ source: internal, sourceReference: internal?.sourceReference ?? 0 },
    });
    session.note(`node:fs is read: ${content.includes('module.exports')}`);
    await session.end();
    await expectGolden(session, 'sources-loaded');
  });

  it('of old versions can be read as long as they are on a stack', async () => {
    const session = await TestSession.open({
      'main.js': main,
      'lib.js': `exports.add = (a, b) => {\n  return a + b;\n};\n`,
    });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [8]));
    await session.stop();
    const changed = main.replace('let keep', '// new\nlet keep').replace('n, 1', 'n, 2');
    session.edit('main.js', changed.replace("'sum', sum", "'new sum', sum"));
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
    session.note(outcome);
    await session.stop();
    await session.breakpoints('lib.js', [2]);
    const frames = await session.step('continue');
    for (const { name, source, line } of frames) {
      if (!source?.sourceReference) continue;
      const { content } = await session.request<DebugProtocol.SourceResponse['body']>('source', {
        ...{ source, sourceReference: source.sourceReference },
      });
      session.note(`${name}: ${source.origin}: ${content.split('\n')[line - 1]}`);
    }
    await session.tries('source', { sourceReference: 999 });
    await session.end();
    await expectGolden(session, 'sources-old');
  });

  it('that are edited show a frame where its statement stands now, else the text that runs', async () => {
    const before = `function run(n) {
  const twice = n * 2;
  return twice + 1;
}
function outer(n) {
  const got = run(n);
  return got;
}
console.log('result', outer(3));
`;
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [3]));
    await session.stop();
    const seen = async (what: string): Promise<void> => {
      const frames = await session.frames();
      session.note(`${what}: ${session.show(frames)}`);
    };
    session.edit('main.js', `// A first line.\n${before.replace('n * 2', 'n * 20')}`);
    await seen('a line above');
    await session.request('restitch/apply', {});
    await session.stop();
    await session.request('restitch/rollback');
    await session.stop();
    session.edit('main.js', before.replace('  return twice + 1;\n', ''));
    await seen('the statement is gone');
    session.edit('main.js', before.replace('{', '{{'));
    await seen('a text that does not parse');
    session.edit('main.js', before);
    await seen('as it runs');
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'sources-edited');
  });
});
