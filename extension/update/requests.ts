import type { UpdateCause, UpdateRequest } from './flow.js';

/** What a person asks for says more than what was triggered by saving. */
const weight: readonly UpdateCause[] = ['save', 'idle', 'continue', 'command', 'review'];

/** Two updates that wait are one; a rollback stays by itself. */
export function joinRequests(a: UpdateRequest, b: UpdateRequest): UpdateRequest | undefined {
  if (a.kind === 'rollback' || b.kind === 'rollback') return undefined;
  const cause = weight.indexOf(a.cause) > weight.indexOf(b.cause) ? a.cause : b.cause;
  const reviewed = a.reviewed === true || b.reviewed === true;
  const acceptProposals = a.acceptProposals === true || b.acceptProposals === true;
  return { kind: 'apply', cause, reviewed, acceptProposals };
}
