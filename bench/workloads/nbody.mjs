// Planets around a sun: floating point in nested loops.
class Body {
  constructor(position, velocity, mass) {
    [this.x, this.y, this.z] = position;
    [this.vx, this.vy, this.vz] = velocity;
    this.mass = mass;
  }
}

function system() {
  const bodies = [new Body([0, 0, 0], [0, 0, 0], 40)];
  for (let i = 1; i <= 5; i++) {
    const angle = i * 1.3;
    const radius = i * 5;
    const speed = Math.sqrt(40 / radius);
    bodies.push(
      new Body(
        [Math.cos(angle) * radius, Math.sin(angle) * radius, i / 10],
        [-Math.sin(angle) * speed, Math.cos(angle) * speed, 0],
        i / 100,
      ),
    );
  }
  return bodies;
}

function advance(bodies, step) {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      const squared = dx * dx + dy * dy + dz * dz;
      const force = step / (squared * Math.sqrt(squared));
      a.vx -= dx * b.mass * force;
      a.vy -= dy * b.mass * force;
      a.vz -= dz * b.mass * force;
      b.vx += dx * a.mass * force;
      b.vy += dy * a.mass * force;
      b.vz += dz * a.mass * force;
    }
  }
  for (const body of bodies) {
    body.x += body.vx * step;
    body.y += body.vy * step;
    body.z += body.vz * step;
  }
}

function energy(bodies) {
  let sum = 0;
  bodies.forEach((a, i) => {
    sum += (a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2)) / 2;
    for (const b of bodies.slice(i + 1)) {
      sum -= (a.mass * b.mass) / Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    }
  });
  return sum;
}

export function run(iterations) {
  let result = '';
  for (let i = 0; i < iterations; i++) {
    const bodies = system();
    for (let step = 0; step < 20_000; step++) advance(bodies, 0.01);
    result = energy(bodies).toFixed(9);
  }
  return result;
}
