// An operating system's task scheduler: queues, packets and four kinds of tasks.
class Packet {
  constructor(link, owner, kind) {
    this.link = link;
    this.owner = owner;
    this.kind = kind;
    this.letter = 0;
    this.data = [0, 0, 0, 0];
  }

  appendTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

const IDLE = 0;
const WORKER = 1;
const HANDLER_A = 2;
const HANDLER_B = 3;
const DEVICE_A = 4;
const DEVICE_B = 5;
const DEVICE = 0;
const WORK = 1;

class Task {
  constructor(scheduler, id, priority, queue, behaviour) {
    this.scheduler = scheduler;
    this.id = id;
    this.priority = priority;
    this.queue = queue;
    this.behaviour = behaviour;
    this.next = scheduler.tasks;
    this.held = false;
    this.waiting = true;
    this.ready = queue !== null;
    scheduler.tasks = this;
    scheduler.byId[id] = this;
  }

  get blocked() {
    return this.held || (this.waiting && !this.ready);
  }

  step() {
    let packet = null;
    if (this.waiting && this.ready) {
      packet = this.queue;
      this.queue = packet.link;
      this.waiting = false;
      this.ready = this.queue !== null;
    }
    return this.behaviour.run(packet);
  }

  receive(packet, from) {
    const first = this.queue === null;
    this.queue = packet.appendTo(this.queue);
    if (!first) return from;
    this.ready = true;
    return this.priority > from.priority ? this : from;
  }
}

class Scheduler {
  constructor() {
    this.tasks = null;
    this.byId = [];
    this.current = null;
    this.queued = 0;
    this.holds = 0;
  }

  schedule() {
    this.current = this.tasks;
    while (this.current !== null) {
      if (this.current.blocked) this.current = this.current.next;
      else this.current = this.current.step();
    }
  }

  wait() {
    this.current.waiting = true;
    return this.current;
  }

  hold() {
    this.holds++;
    this.current.held = true;
    return this.current.next;
  }

  release(id) {
    const task = this.byId[id];
    if (task === undefined) return null;
    task.held = false;
    return task.priority > this.current.priority ? task : this.current;
  }

  send(packet, to) {
    const task = this.byId[to];
    this.queued++;
    packet.link = null;
    packet.owner = this.current.id;
    return task.receive(packet, this.current);
  }
}

class Idle {
  constructor(scheduler, count) {
    this.scheduler = scheduler;
    this.seed = 1;
    this.count = count;
  }

  run() {
    if (--this.count === 0) return this.scheduler.hold();
    if ((this.seed & 1) === 0) {
      this.seed >>= 1;
      return this.scheduler.release(DEVICE_A);
    }
    this.seed = (this.seed >> 1) ^ 0xd008;
    return this.scheduler.release(DEVICE_B);
  }
}

class Device {
  constructor(scheduler) {
    this.scheduler = scheduler;
    this.pending = null;
  }

  run(packet) {
    if (packet !== null) {
      this.pending = packet;
      return this.scheduler.hold();
    }
    if (this.pending === null) return this.scheduler.wait();
    const { pending } = this;
    this.pending = null;
    return this.scheduler.send(pending, pending.owner);
  }
}

class Worker {
  constructor(scheduler) {
    this.scheduler = scheduler;
    this.handler = HANDLER_A;
    this.letter = 0;
  }

  run(packet) {
    if (packet === null) return this.scheduler.wait();
    this.handler = this.handler === HANDLER_A ? HANDLER_B : HANDLER_A;
    packet.letter = 0;
    for (let i = 0; i < packet.data.length; i++) {
      this.letter = (this.letter % 26) + 1;
      packet.data[i] = this.letter;
    }
    return this.scheduler.send(packet, this.handler);
  }
}

class Handler {
  constructor(scheduler, device) {
    this.scheduler = scheduler;
    this.device = device;
    this.work = null;
    this.free = null;
  }

  run(packet) {
    if (packet !== null) {
      if (packet.kind === WORK) this.work = packet.appendTo(this.work);
      else this.free = packet.appendTo(this.free);
    }
    const { work } = this;
    if (work !== null) {
      if (work.letter >= work.data.length) {
        this.work = work.link;
        return this.scheduler.send(work, work.owner === WORKER ? WORKER : work.owner);
      }
      const { free } = this;
      if (free !== null) {
        this.free = free.link;
        free.letter = work.data[work.letter++];
        return this.scheduler.send(free, this.device);
      }
    }
    return this.scheduler.wait();
  }
}

function packets(count, owner, kind) {
  let queue = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, owner, kind);
  return queue;
}

function simulate(count) {
  const scheduler = new Scheduler();
  const idle = new Task(scheduler, IDLE, 0, null, new Idle(scheduler, count));
  idle.waiting = false;
  const worker = new Worker(scheduler);
  new Task(scheduler, WORKER, 1000, packets(2, WORKER, WORK), worker);
  const a = packets(3, DEVICE_A, DEVICE);
  new Task(scheduler, HANDLER_A, 2000, a, new Handler(scheduler, DEVICE_A));
  const b = packets(3, DEVICE_B, DEVICE);
  new Task(scheduler, HANDLER_B, 3000, b, new Handler(scheduler, DEVICE_B));
  new Task(scheduler, DEVICE_A, 4000, null, new Device(scheduler));
  new Task(scheduler, DEVICE_B, 5000, null, new Device(scheduler));
  scheduler.schedule();
  return `${scheduler.queued}/${scheduler.holds}`;
}

export function run(iterations) {
  let result = '';
  for (let i = 0; i < iterations; i++) result = simulate(10_000);
  return result;
}
