// Identity updates over the construct suite: `node campaign.mjs [filter] [--all | --sample N]`
import { dirname } from 'node:path';
import { listConstructs } from '../constructs/list.js';
import { buildChild, OracleProgram } from './harness.js';

const [filter = '', mode = '--every', amount = '1'] = process.argv.slice(2);
const child = buildChild();
let programs = 0;
let runs = 0;
let wrong = 0;
const failed: string[] = [];

async function check(item: ReturnType<typeof listConstructs>[number]): Promise<void> {
  const isFolder = item.file.split('/').length > 2;
  const root = isFolder ? dirname(item.entry) : item.entry;
  const program = new OracleProgram(child, root, item.entry);
  try {
    const plain = await program.plain();
    const counted = await program.updated(0);
    const attempt = async (at: number, every: number): Promise<boolean> => {
      const got = await program.updated(at, every);
      runs += 1;
      const same = item.compare.every((aspect) => got[aspect] === plain[aspect]);
      if (!same) {
        wrong += 1;
        console.log(`WRONG ${item.id} at ${at}${every ? ` every ${every}` : ''} of ${counted.points}\n  ${got.stderr.split('\n').slice(0, 8).join('\n  ').slice(0, 900)}\n  plain: ${plain.stdout.slice(0, 200)}\n  got:   ${got.stdout.slice(0, 200)}`);
      }
      return same;
    };
    programs += 1;
    if (!item.compare.every((aspect) => counted[aspect] === plain[aspect])) {
      console.log(`PLAIN ${item.id}: instrumented differs\n  ${counted.stderr.split('\n').slice(0, 8).join('\n  ').slice(0, 900)}\n  plain: ${plain.stdout.slice(0, 200)}\n  got:   ${counted.stdout.slice(0, 200)}`);
      failed.push(item.id);
      return;
    }
    let ok = true;
    if (mode === '--every') ok = await attempt(1, Number(amount));
    else {
      const step = mode === '--all' ? 1 : Math.max(1, Math.ceil(counted.points / Number(amount)));
      for (let at = 1; at <= counted.points; at += step) ok = (await attempt(at, 0)) && ok;
    }
    if (!ok) failed.push(item.id);
  } finally {
    program.remove();
  }
}

const major = Number(process.versions.node.split('.')[0]);
const items = listConstructs().filter((item) => new RegExp(filter).test(item.id) && (item.minNode ?? 0) <= major);
let next = 0;
await Promise.all(
  Array.from({ length: 3 }, async () => {
    for (let item = items[(next += 1) - 1]; item; item = items[(next += 1) - 1]) await check(item);
  }),
);
console.log(JSON.stringify({ programs, runs, wrong, failed }));
