import { touch, state } from './state.mjs';
let calls = 0;
export function use(i) {
  const before = state.n;
  return `a${++calls}:${before}${touch('a' + i)}${state.n}`;
}
