export let counter = 1;
export function inc() {
  const steps = [1, 2];
  for (const step of steps) counter += step;
  return counter;
}
export async function incAsync() {
  await null;
  return inc();
}
