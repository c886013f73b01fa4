// Two async loops that exchange messages over bounded channels, through a stage in between.
class Channel {
  #messages = [];
  #readers = [];
  #writers = [];
  #capacity;

  constructor(capacity) {
    this.#capacity = capacity;
  }

  async write(message) {
    while (this.#messages.length >= this.#capacity) {
      await new Promise((resolve) => this.#writers.push(resolve));
    }
    this.#messages.push(message);
    this.#readers.shift()?.();
  }

  async read() {
    while (this.#messages.length === 0) {
      await new Promise((resolve) => this.#readers.push(resolve));
    }
    const message = this.#messages.shift();
    this.#writers.shift()?.();
    return message;
  }
}

async function ping(out, back, rounds) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    await out.write(i);
    if (i >= 4) sum += await back.read();
  }
  await out.write(null);
  for (let message = await back.read(); message !== null; message = await back.read()) {
    sum += message;
  }
  return sum;
}

async function double(from, to) {
  try {
    for (;;) {
      const message = await from.read();
      await to.write(message === null ? null : message * 2);
      if (message === null) return;
    }
  } finally {
    await null;
  }
}

export async function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const [first, second, third] = [new Channel(2), new Channel(4), new Channel(4)];
    const stages = [double(first, second), double(second, third)];
    sum = await ping(first, third, 5000);
    await Promise.all(stages);
  }
  return sum;
}
