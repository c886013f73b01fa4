// Draws mirroring spheres over a plane, with shadows.
class Vector {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  plus(other) {
    return new Vector(this.x + other.x, this.y + other.y, this.z + other.z);
  }

  minus(other) {
    return new Vector(this.x - other.x, this.y - other.y, this.z - other.z);
  }

  times(factor) {
    return new Vector(this.x * factor, this.y * factor, this.z * factor);
  }

  dot(other) {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }

  get length() {
    return Math.sqrt(this.dot(this));
  }

  normalised() {
    return this.times(1 / this.length);
  }

  mirrored(normal) {
    return this.minus(normal.times(2 * this.dot(normal)));
  }
}

class Sphere {
  constructor(centre, radius, shine) {
    this.centre = centre;
    this.radius = radius;
    this.shine = shine;
  }

  distance({ origin, direction }) {
    const offset = origin.minus(this.centre);
    const half = offset.dot(direction);
    const root = half * half - offset.dot(offset) + this.radius * this.radius;
    if (root < 0) return Infinity;
    const near = -half - Math.sqrt(root);
    return near > 1e-4 ? near : Infinity;
  }

  normalAt(point) {
    return point.minus(this.centre).normalised();
  }

  brightness() {
    return 0.9;
  }
}

class Plane {
  constructor(height, shine) {
    this.height = height;
    this.shine = shine;
  }

  distance({ origin, direction }) {
    const distance = (this.height - origin.y) / direction.y;
    return distance > 1e-4 ? distance : Infinity;
  }

  normalAt() {
    return new Vector(0, 1, 0);
  }

  brightness({ x, z }) {
    return (Math.floor(x) + Math.floor(z)) % 2 === 0 ? 1 : 0.2;
  }
}

class Scene {
  constructor(things, lights) {
    this.things = things;
    this.lights = lights;
  }

  nearest(ray) {
    let thing = null;
    let distance = Infinity;
    for (const candidate of this.things) {
      const at = candidate.distance(ray);
      if (at < distance) {
        distance = at;
        thing = candidate;
      }
    }
    return { thing, distance };
  }

  light(ray, depth = 0) {
    const { thing, distance } = this.nearest(ray);
    if (thing === null) return 0.1 + 0.2 * Math.max(0, ray.direction.y);
    const point = ray.origin.plus(ray.direction.times(distance));
    const normal = thing.normalAt(point);
    let sum = 0.05;
    for (const { position, power } of this.lights) {
      const towards = position.minus(point);
      const direction = towards.normalised();
      const angle = normal.dot(direction);
      if (angle <= 0) continue;
      const shadow = this.nearest({ origin: point, direction });
      if (shadow.distance < towards.length) continue;
      sum += power * angle * thing.brightness(point);
    }
    if (depth >= 3 || thing.shine === 0) return sum;
    const mirrored = { origin: point, direction: ray.direction.mirrored(normal) };
    return sum * (1 - thing.shine) + this.light(mirrored, depth + 1) * thing.shine;
  }
}

function draw(size) {
  const spheres = Array.from({ length: 8 }, (_, i) => {
    const centre = new Vector(Math.cos(i) * 3, (i % 3) - 0.5, 7 + Math.sin(i) * 3);
    return new Sphere(centre, 0.6 + (i % 4) / 5, (i % 5) / 6);
  });
  const lights = [
    { position: new Vector(5, 8, 0), power: 0.7 },
    { position: new Vector(-6, 5, 2), power: 0.4 },
  ];
  const scene = new Scene([...spheres, new Plane(-1.5, 0.2)], lights);
  const origin = new Vector(0, 0, 0);
  let sum = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const direction = new Vector(x / size - 0.5, 0.5 - y / size, 1).normalised();
      sum += Math.round(255 * Math.min(1, scene.light({ origin, direction })));
    }
  }
  return sum;
}

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) sum = draw(60);
  return sum;
}
