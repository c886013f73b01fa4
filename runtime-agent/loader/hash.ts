// MurmurHash3_x86_128 (Austin Appleby, public domain) over UTF-8; bytes past the end count as 0.
// Loading node:crypto would cost every start more than hashing all sources does; for the same reason
// it goes by words of four bytes, which take an interpreter a quarter of the steps.

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

function hex(h: number): string {
  return (h >>> 0).toString(16).padStart(8, '0');
}

/** Characters that are encoded at a time, so that a large text is not there twice. */
const chunk = 1 << 16;

/**
 * Content hash for cache keys; not for use against an attacker.
 * @returns 32 hexadecimal digits.
 */
export function hashText(text: string): string {
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  const { length } = text;
  // No character takes more than three bytes; the rest is for the zeros of the last block.
  const bytes = Buffer.allocUnsafe(Math.min(length, chunk) * 3 + 16);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let from = 0; from < length; from += chunk) {
    const written = bytes.write(length > chunk ? text.slice(from, from + chunk) : text);
    bytes.fill(0, written, written + 16);
    for (let i = 0; i < (written + 3) >> 2; i += 4) {
      const k1 = words[i] ?? 0;
      const k2 = words[i + 1] ?? 0;
      const k3 = words[i + 2] ?? 0;
      const k4 = words[i + 3] ?? 0;
      h1 ^= Math.imul(rotate(Math.imul(k1, c1), 15), c2);
      h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
      h2 ^= Math.imul(rotate(Math.imul(k2, c2), 16), c3);
      h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
      h3 ^= Math.imul(rotate(Math.imul(k3, c3), 17), c4);
      h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
      h4 ^= Math.imul(rotate(Math.imul(k4, c4), 18), c1);
      h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
    }
  }
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = mix(h1);
  h2 = mix(h2);
  h3 = mix(h3);
  h4 = mix(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return hex(h1) + hex(h2) + hex(h3) + hex(h4);
}
