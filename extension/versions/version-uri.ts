/** Scheme of documents that show what runs, or ran. */
export const versionScheme = 'restitch';

/** Names the version of a file that a session has run. */
export interface VersionAddress {
  session: string;
  /** Absolute path. */
  file: string;
  hash: string;
}

/** The query of a version's address; the path is the file's, so that the language is known. */
export function queryOf({ session, file, hash }: VersionAddress): string {
  return new URLSearchParams({ session, file, hash }).toString();
}

/** Reads the query of an address. */
export function addressIn(query: string): VersionAddress | undefined {
  const params = new URLSearchParams(query);
  const [session, file, hash] = ['session', 'file', 'hash'].map((name) => params.get(name));
  return session && file && hash ? { session, file, hash } : undefined;
}
