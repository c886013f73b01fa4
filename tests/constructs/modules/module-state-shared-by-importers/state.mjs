export const state = { n: 0, by: [] };
export function touch(who) {
  for (const f of [() => state.n++, () => state.by.push(who)]) f();
  return state.n;
}
