// npm run bench:releases [-- --only NAME] [--json] [--sample N --seed N] [--check]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../random.js';
import { answersBetween, type Answer } from './answers.js';
import { CHAINS } from './chains.js';
import { checkJudgements, type Judgement } from './judgements.js';
import { fetchReleases } from './packages.js';
import { countAnswers, figuresText, type ChainFigures } from './figures.js';

const cache = join(process.cwd(), '.cache/releases');
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    check: { type: 'boolean', default: false },
  },
});

/** An answer with the releases that it is about. */
type Placed = Answer & { package: string; from: string; to: string };

async function answersOfChain(chain: (typeof CHAINS)[number]): Promise<Placed[]> {
  const { name, versions, files = [], generated } = chain;
  const folders = await fetchReleases(cache, name, versions);
  return versions.slice(1).flatMap((to, at) => {
    const from = versions[at] ?? '';
    console.error(`${name} ${from} → ${to}`);
    const found = answersBetween(folders.get(from) ?? '', folders.get(to) ?? '', files);
    const edited = found.filter(
      ({ function: fn }) => generated === undefined || !fn.startsWith(generated),
    );
    return edited.map((answer) => ({ package: name, from, to, ...answer }));
  });
}

const figures: ChainFigures[] = [];
const all: Placed[] = [];
for (const chain of CHAINS.filter(
  ({ name }) => values.only === undefined || name === values.only,
)) {
  const answers = await answersOfChain(chain);
  figures.push(countAnswers(chain.name, chain.versions, answers));
  all.push(...answers);
}
if (values.sample !== undefined) {
  const random = new Random(Number(values.seed));
  const mapped = all.filter(({ isMapped }) => isMapped);
  const sample = random.shuffled(mapped).slice(0, Number(values.sample));
  console.log(JSON.stringify(sample, null, 1));
} else if (values.check) {
  const file = join(process.cwd(), 'bench/mapping/releases/judged.json');
  const judged = JSON.parse(readFileSync(file, 'utf8')) as Judgement[];
  const wrong = checkJudgements(judged, all);
  for (const line of wrong) console.log(line);
  console.log(`${judged.length - wrong.length} of ${judged.length} judgements are met`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} else if (values.json) console.log(JSON.stringify(figures, null, 2));
else console.log(figuresText(figures));
