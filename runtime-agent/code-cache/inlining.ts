import { setFlagsFromString } from 'node:v8';

/**
 * What V8 inlines is bounded by the length of the bytecode, which instrumentation adds to: the bounds
 * grow by as much. The flags are read at each optimisation, so setting them late is sound. They are
 * the whole process's; whichever thread sets them.
 *
 * Other flags make V8 refuse all code that was kept under the ones before, that of Node's own modules
 * too, which it then compiles from their text: so this comes after what a start has to load.
 */
export function widenInlining(): void {
  const bounds = ['-cumulative=1800', '=920', '-small=60'];
  const hasMaglev = Number(process.versions.v8.split('.')[0]) >= 12;
  for (const bound of bounds) {
    setFlagsFromString(`--max-inlined-bytecode-size${bound}`);
    if (hasMaglev) setFlagsFromString(`--max-maglev-inlined-bytecode-size${bound}`);
  }
}
