/** What `restitch run` was given. */
export interface RunArguments {
  session: string | undefined;
  instrument: string[];
  exclude: string[];
  /** All packages that npm, yarn or pnpm keeps together with the entry's. */
  workspace: boolean;
  watch: boolean;
  interactive: boolean;
  entry: string;
  args: string[];
}

/** Thrown for arguments that make no sense; the message is for the person who typed them. */
export class UsageError extends Error {}

/**
 * Reads the arguments of `run`: what follows the entry is the program's own.
 * @throws {UsageError}
 */
export function parseRun(argv: readonly string[]): RunArguments {
  const found: RunArguments = {
    session: undefined,
    instrument: [],
    exclude: [],
    workspace: false,
    watch: false,
    interactive: false,
    entry: '',
    args: [],
  };
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? '';
    if (!arg.startsWith('-') || arg === '--') {
      const at = arg === '--' ? i + 1 : i;
      found.entry = argv[at] ?? '';
      found.args = argv.slice(at + 1);
      break;
    }
    const [name = '', inline] = split(arg);
    const value = (): string => {
      const given = inline ?? argv[++i];
      if (given === undefined || given === '') throw new UsageError(`${name} needs a value.`);
      return given;
    };
    switch (name) {
      case '--session':
        found.session = value();
        break;
      case '--instrument':
        found.instrument.push(value());
        break;
      case '--exclude':
        found.exclude.push(value());
        break;
      case '--workspace':
        found.workspace = true;
        break;
      case '--watch':
        found.watch = true;
        break;
      case '--interactive':
        found.interactive = true;
        break;
      default:
        throw new UsageError(`run has no option ${name}.`);
    }
  }
  if (found.entry === '') throw new UsageError('run needs the program to run.');
  return found;
}

function split(arg: string): [string, string?] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}
