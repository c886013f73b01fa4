import { parseArgs } from 'node:util';
import { runStudy } from './study.js';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '600000' },
    days: { type: 'string', default: '400' },
    every: { type: 'string', default: '10' },
    towns: { type: 'string', default: '3' },
  },
});

runStudy({
  people: Number(values.people),
  days: Number(values.days),
  every: Number(values.every),
  towns: Number(values.towns),
});
