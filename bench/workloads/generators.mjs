// A pipeline of generators: numbers are made, filtered, grouped, flattened and summed.
function* count(from, to) {
  for (let i = from; i < to; i++) yield i;
}

function* filter(source, accept) {
  for (const value of source) if (accept(value)) yield value;
}

function* map(source, change) {
  for (const value of source) yield change(value);
}

function* chunks(source, size) {
  let chunk = [];
  for (const value of source) {
    chunk.push(value);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function* flatten(source) {
  for (const values of source) yield* values;
}

function* take(source, limit) {
  let left = limit;
  for (const value of source) {
    if (left-- === 0) return;
    yield value;
  }
}

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const odd = filter(count(0, 60_000), (value) => value % 3 !== 0);
    const grouped = chunks(
      map(odd, (value) => value * 7),
      5,
    );
    const sorted = map(grouped, (chunk) => chunk.reverse());
    sum = 0;
    for (const value of take(flatten(sorted), 35_000)) sum = (sum * 31 + value) % 1_000_003;
  }
  return sum;
}
