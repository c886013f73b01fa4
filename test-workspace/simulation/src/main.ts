import { parseArgs } from 'node:util';
import { runStudy } from './study.js';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '600000' },
    days: { type: 'string', default: '160' },
    every: { type: 'string', default: '5' },
    towns: { type: 'string', default: '4' },
  },
});

runStudy({
  people: Number(values.people),
  days: Number(values.days),
  every: Number(values.every),
  towns: Number(values.towns),
});
