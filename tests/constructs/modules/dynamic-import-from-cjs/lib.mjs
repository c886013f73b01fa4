let n = 0;
export function next() {
  for (let i = 0; i < 2; i++) n += i;
  return 'lib' + n;
}
