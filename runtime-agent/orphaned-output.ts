type Name = 'stdout' | 'stderr';
type Getter = (this: NodeJS.Process) => NodeJS.WriteStream;

/**
 * Lets a program that a debugger has started outlive it: when the debugger is gone, nobody reads what
 * the program writes, which would end it. The streams are made when the program first asks for them.
 */
export function surviveDebugger(): void {
  for (const name of ['stdout', 'stderr'] as const) surviveIn(name);
}

function surviveIn(name: Name): void {
  const property = Object.getOwnPropertyDescriptor(process, name);
  const get = property && (Reflect.get(property, 'get') as Getter | undefined);
  if (!property?.configurable || !get) return;
  let known: NodeJS.WriteStream | undefined;
  Object.defineProperty(process, name, {
    ...property,
    get(): NodeJS.WriteStream {
      if (known) return known;
      known = get.call(process);
      known.on('error', ignoreBrokenPipe);
      return known;
    },
  });
}

/** Everything else goes on to whoever else listens, or is thrown as it would have been. */
function ignoreBrokenPipe(this: NodeJS.WriteStream, error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && this.listenerCount('error') === 1) throw error;
}
