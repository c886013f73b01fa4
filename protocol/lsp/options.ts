/** What a client may say in `initializationOptions`; all of it may be left out. */
export interface ServerOptions {
  /** Attach to sessions of the workspace by themselves (the default). */
  discover?: boolean;
  /** Names of sessions to attach to, wherever they run. */
  sessions?: string[];
  /** The folder of session records, where it is not the user's own. */
  sessionFolder?: string;
  /** How long the server waits for the next keystroke, in milliseconds. */
  debounceMs?: number;
  /** Address of the page that explains the diagnostics, in place of the one that comes along. */
  documentation?: string;
  /** The commands of {@link clientCommands} that the client carries out itself. */
  clientCommands?: string[];
}

/** Commands that need to ask the developer something: offered only to clients that have them. */
export const clientCommands = {
  /** Asks for an expression; one argument, an `OverrideParams` whose decision has a `value`. */
  askValue: 'restitch.askValue',
  /**
   * Opens a state transformer in an editor, and has it in the plan once it is saved; one argument, an `OverrideParams` whose
   * decision has the text to begin with as its `transform`.
   */
  editTransformer: 'restitch.editTransformer',
  /** Shows the plan of a session; one argument, `{ session }`. */
  review: 'restitch.review',
} as const;

/** Commands that the server carries out (`workspace/executeCommand`). */
export const serverCommands = {
  /** One argument, an `OverrideParams`. */
  override: 'restitch.override',
} as const;
