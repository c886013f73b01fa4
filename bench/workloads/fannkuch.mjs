// Counts flips of pancakes over all permutations: tight integer loops over arrays.
function flips(permutation) {
  const stack = permutation.slice();
  let count = 0;
  for (let first = stack[0]; first !== 0; first = stack[0]) {
    for (let low = 0, high = first; low < high; low++, high--) {
      const top = stack[low];
      stack[low] = stack[high];
      stack[high] = top;
    }
    count++;
  }
  return count;
}

// Heap's algorithm, without recursion.
function fannkuch(size) {
  const permutation = Array.from({ length: size }, (_, i) => i);
  const state = new Array(size).fill(0);
  let most = 0;
  let sum = 0;
  let parity = 1;
  const visit = () => {
    const count = flips(permutation);
    if (count > most) most = count;
    sum += parity * count;
    parity = -parity;
  };
  visit();
  let i = 1;
  while (i < size) {
    if (state[i] < i) {
      const j = i % 2 === 0 ? 0 : state[i];
      const kept = permutation[j];
      permutation[j] = permutation[i];
      permutation[i] = kept;
      visit();
      state[i]++;
      i = 1;
    } else {
      state[i] = 0;
      i++;
    }
  }
  return `${sum}/${most}`;
}

export function run(iterations) {
  let result = '';
  for (let i = 0; i < iterations; i++) result = fannkuch(8);
  return result;
}
