import type { Continuation, FrameRecord } from './records.js';

/** What becomes of one frame that several take the place of. */
interface Parts {
  bottom: Continuation;
  /** Towards the top. */
  above: readonly Continuation[];
  /** The values that they share: accessors take their place. */
  boxes: readonly number[];
}

const divided = new WeakMap<Continuation, Parts>();

/** A continuation that stands for several, of functions that call one another. */
export function dividing(parts: Parts): Continuation {
  const f: Continuation = (record) => {
    // The record may name this continuation by another that looks it up.
    const bottom = divideInto(record, parts);
    return bottom.f(bottom);
  };
  divided.set(f, parts);
  return f;
}

/** The bottom of the frames that a record's continuation stands for: mostly the record itself. */
export function divide(record: FrameRecord): FrameRecord {
  const parts = divided.get(record.f);
  return parts ? divideInto(record, parts) : record;
}

function divideInto(record: FrameRecord, parts: Parts): FrameRecord {
  const v = [...record.v];
  for (const slot of parts.boxes) v[slot] = boxOf(v[slot]);
  const whole = { ...record, v };
  let above = record.n;
  for (const f of [...parts.above].reverse()) above = { ...whole, f, n: above, d: undefined };
  return { ...whole, f: parts.bottom, n: above };
}

function boxOf(value: unknown): [() => unknown, (next: unknown) => unknown] {
  let held = value;
  return [() => held, (next) => (held = next)];
}
