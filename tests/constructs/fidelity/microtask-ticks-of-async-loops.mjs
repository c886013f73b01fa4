// covers: event order / ticks that async loops and async generators take
function t(x) {
  return x;
}
const ag = async function* () {
  t(1);
  yield 1;
};
const giving = async function* () {
  yield t(1);
  return t(2);
};
const empty = async function* () {
  t(0);
};
const inTry = async function* () {
  try {
    yield t(1);
  } finally {
    t(2);
  }
};
async function ticksOf(start) {
  let ended = false;
  let count = 0;
  const end = () => (ended = true);
  start().then(end);
  while (!ended) {
    await null;
    count += 1;
  }
  return count;
}
const forms = {
  'for await of array': async () => {
    for await (const x of [1]) t(x);
  },
  'for await of promises': async () => {
    for await (const x of [Promise.resolve(1), 2]) t(x);
  },
  'for await of an async generator': async () => {
    for await (const x of ag()) t(x);
  },
  'next to the end': async () => {
    const it = giving();
    await it.next();
    await it.next();
    await it.next();
  },
  'return in the middle': async () => {
    const it = inTry();
    await it.next();
    await it.return(t(3));
  },
  'break out of for await': async () => {
    for await (const x of inTry()) {
      t(x);
      break;
    }
  },
  'empty generator': async () => {
    await empty().next();
  },
  'yield*': async () => {
    const outer = async function* () {
      yield* ag();
    };
    for await (const x of outer()) t(x);
  },
};
for (const [name, start] of Object.entries(forms)) console.log(name, await ticksOf(start));
