import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { SessionRecord } from '../../protocol/session.js';
import { connectSession } from '../../runtime-agent/client/connection.js';
import { runningSessions } from '../../runtime-agent/client/sessions.js';
import { project, startProgram, write } from './command.js';

const words = (word: string): string => `export function words(n) {
  return '${word} ' + n;
}
class Base {}
export class Word extends Base {
  constructor(n) {
    super();
    this.word = '${word} ' + n;
  }
}
export async function* later(n) {
  yield '${word} ' + n;
}
`;

// It took a process's first rollbacks, about one time in ten.
it.each(Array.from({ length: 12 }, (_, at) => at * 8))(
  'a function that is called while the next update is worked out does not run into it, %i ms later',
  async (later) => {
    const folder = project({
      'package.json': '{ "type": "module" }',
      'main.js': `import { later, Word, words } from './words.js';
let n = 0;
setInterval(async () => {
  const all = [words((n += 1)), new Word(n).word];
  for await (const word of later(n)) all.push(word);
  console.log(...all);
}, 3);
`,
      'words.js': words('one'),
    });
    const program = startProgram(['main.js'], folder);
    await program.says('one 3');
    const [record] = await runningSessions(join(folder, 'node_modules/.restitch/run'));
    const session = await connectSession(record as SessionRecord);
    onTestFinished(() => session.close());
    for (const word of ['two', 'three', 'four']) {
      write(folder, 'words.js', words(word));
      expect((await session.call('apply', { yes: false })).outcome).toBe('applied');
      await new Promise((resolve) => setTimeout(resolve, later));
    }
    for (let back = 0; back < 3; back += 1)
      expect((await session.call('rollback', undefined)).outcome).toBe('applied');
    write(folder, 'words.js', words('end'));
    expect((await session.call('apply', { yes: false })).outcome).toBe('applied');
    await program.says('end ');
    program.child.kill();
    expect((await program.ended).stderr).toBe('');
  },
);
