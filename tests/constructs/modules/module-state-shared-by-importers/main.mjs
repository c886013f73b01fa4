// covers: module state / one instance for all importers, changed while they wait
import { use as useA } from './a.mjs';
import { use as useB } from './b.mjs';
import { state } from './state.mjs';
const out = [];
for (let i = 0; i < 2; i++) out.push(useA(i), useB(i));
console.log(out, state);
