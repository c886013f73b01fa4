await new Promise((done) => setImmediate(done));
let made = 0;
export const make = (x) => {
  const out = [];
  for (const c of x) out.push(c + made++);
  return out.join('');
};
