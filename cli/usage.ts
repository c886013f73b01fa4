export const usage = `restitch: live updates for running Node.js programs

  restitch run [--session NAME] [--instrument GLOB]… [--exclude GLOB]… [--workspace] [--watch]
      <entry> [args…]
      Starts a program ready for live updates. --watch applies on save; --workspace takes in the
      packages that npm, yarn or pnpm keeps together with the program's.
  restitch ps [--json]
      Lists the running sessions.
  restitch stack NAME [--json]
      Shows threads, frames and suspended activations of a running program.
  restitch plan NAME [--plan FILE] [--json] [--out FILE] [--no-types]
      Infers the update from the files on disk; changes nothing. Decisions of an earlier plan, given
      or lying at --out, are carried over. --no-types leaves TypeScript's types alone.
  restitch apply NAME [--plan FILE] [--yes] [--json] [--timeout MS] [--no-types]
      Updates the running program. --yes accepts the proposed answers to open questions.
  restitch rollback NAME [--json]
      Updates back to the version before.
  restitch instrument FILE
      Prints the instrumented text of a file with its source map.
  restitch demo
      Updates a program of the test-workspace in mid-run and shows what happens.

Exit codes of apply, plan and rollback: 0 applied or nothing to do, 2 refused (nothing changed),
3 rolled back, 64 usage error. run exits with the program's own code.
`;
