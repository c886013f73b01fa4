import { dirname, sep } from 'node:path';
import type { LiveSession } from './live-session.js';

/** The extensions of files that can be modules of a program. */
const sourceFile = /\.[cm]?[jt]sx?$/;

/** Whether a file, by its absolute path, is a source of a session's program, or may become one. */
export function belongsTo(session: Pick<LiveSession, 'record' | 'runs'>, file: string): boolean {
  if (session.runs(file)) return true;
  if (!sourceFile.test(file) || file.split(sep).includes('node_modules')) return false;
  const { cwd, entry } = session.record;
  return [cwd, dirname(entry)].some((folder) => isWithin(file, folder));
}

function isWithin(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
