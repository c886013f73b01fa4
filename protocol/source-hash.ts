import { createHash } from 'node:crypto';

/** Names a source in a plan: 32 hexadecimal digits of the SHA-256 of what the author wrote. */
export const sourceHash = (authored: string): string =>
  createHash('sha256').update(authored).digest('hex').slice(0, 32);
