// covers: loops / bodies without any call
function run(n) {
  let a = 0;
  let b = 1;
  for (let i = 0; i < n; i++) {
    const c = a + b;
    a = b;
    b = c;
  }
  let k = n;
  while (k > 1) k = k % 2 ? k * 3 + 1 : k / 2;
  const o = { x: 1, y: 2 };
  let sum = 0;
  for (const key in o) sum += o[key];
  do sum *= 2;
  while (sum < 20);
  return [a, b, k, sum];
}
console.log(run(10));
