import type { Activity, Parts, Shape } from './shapes.js';

/** One kind of edit, with a program for each activity. */
export interface Kind {
  /** Names the kind among all of them. */
  id: string;
  /** What is edited, for the page. */
  title: string;
  /** The members of Roslyn's `RudeEditKind` that it stands for. */
  rude: readonly string[];
  /** When .NET reports them: always, or only for the code around an active statement. */
  when: 'always' | 'active' | 'never';
  before: (shape: Shape) => Parts;
  after: (shape: Shape) => Parts;
  /** What the function gives in the end; by activity where that differs. */
  expect: string | Partial<Record<Activity | 'others', string>>;
  /** Activities that the kind has, where not all. */
  activities?: readonly Activity[];
  /** A file that comes with the edit. */
  file?: { name: string; text: string };
}

/** What the page says of .NET: the rude edits that it would report, or that it applies the edit. */
export const RESTART = 'restart';

const plain = (parts: Parts | string): Parts =>
  typeof parts === 'string' ? { body: parts } : parts;

/** Writes a kind down: two versions of a function's body, or of more. */
export function kind(
  id: string,
  title: string,
  rude: readonly string[],
  versions: (shape: Shape) => readonly [Parts | string, Parts | string],
  expect: Kind['expect'],
  more: Partial<Pick<Kind, 'when' | 'activities' | 'file'>> = {},
): Kind {
  return {
    id,
    title,
    rude,
    when: more.when ?? 'always',
    before: (shape) => plain(versions(shape)[0]),
    after: (shape) => plain(versions(shape)[1]),
    expect,
    ...(more.activities && { activities: more.activities }),
    ...(more.file && { file: more.file }),
  };
}

/** What a cell's function is to give after the update. */
export function expected({ expect }: Kind, activity: Activity): string {
  if (typeof expect === 'string') return expect;
  return expect[activity] ?? expect.others ?? '';
}
