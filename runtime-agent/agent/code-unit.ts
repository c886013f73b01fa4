/** What generated code was made from. */
export interface UnitSource {
  /** The version of the module that the code belongs to. */
  hash: string;
  /** The script's name in stack traces. */
  name: string;
  /** The function's name as its author knows it. */
  title: string;
  /** Triples: offset in the code, offset in the module text, length of what was copied. */
  runs: number[];
  /** How the code reaches variables that it has not got under their own names; for debuggers. */
  names: { key: string; read: string; write: string }[];
  /** The function's index in its version. */
  fn: number;
}

/** Generated code: an expression `handle => value`. */
export interface CodeUnit extends UnitSource {
  code: string;
  /** The module that the code belongs to. */
  id: string;
  host: number;
  klass: number | undefined;
  home?: { klass: number; isStatic: boolean } | undefined;
  /** Where one frame becomes several: those that this one has called, from here to the top. */
  above?: CodeUnit[];
  /** Which of the frame's values they share. */
  boxes?: number[];
  /** The activation becomes part of its caller's: at once, or when the `forEach` between them is back. */
  joins?: 'caller' | 'iteration';
  /** The newest code of a function, the same for all its closures and calls. */
  isClosed?: boolean;
  /** The newest code of a function takes what an outdated one was called with as it is. */
  passesOn?: boolean;
  /** The newest code of a derived constructor as a class of its own. */
  whole?: CodeUnit;
}
