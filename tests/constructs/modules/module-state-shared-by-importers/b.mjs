import { touch, state } from './state.mjs';
let calls = 0;
export function use(i) {
  const before = state.n;
  const r = touch('b' + i) + touch('b');
  return `b${++calls}:${before}${r}${state.n}`;
}
