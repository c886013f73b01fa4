import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Acceptance } from './accepts.js';
import { changedTypes } from './named.js';
import { openProject, type TypedProject } from './programs.js';

/** Both versions of one file. */
function project(old: string, now: string): TypedProject & { file: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'restitch-types-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, 'tsconfig.json');
  writeFileSync(
    config,
    '{"compilerOptions":{"strict":true,"target":"es2022","lib":["es2022"],"types":[]}}',
  );
  const file = join(folder, 'a.ts');
  writeFileSync(file, now);
  const texts = { old: new Map([[file, old]]), now: new Map([[file, now]]) };
  const opened = openProject(ts, config, [file], texts);
  if (!opened) throw new Error('no project');
  return { ...opened, file };
}

const FIT = [
  ['number', 'number'],
  ["'a'", 'string'],
  ["'a' | 'b'", "'a' | 'b' | 'c'"],
  ['{ a: number }', '{ a: number; b?: string }'],
  ['{ a: number; b: string }', '{ a: number }'],
  ['{ a: number }', '{ a: number | string }'],
  ['{ a: number }', '{ a: number; b: string | undefined }'],
  ['number[]', 'readonly (number | null)[]'],
  ['Map<string, { a: 1 }>', 'Map<string, { a: number }>'],
  ['() => number', '(x: string) => void'],
  ['any', '{ a: number }'],
  ['{ next: T | null; a: 1 }', '{ next: T | null; a: number }'],
  ['true', 'boolean'],
  ['Date', 'Date'],
] as const;

const MISFIT = [
  ['number', 'string'],
  ['string', "'a' | 'b'"],
  ["'a' | 'b'", "'a'"],
  ['{ a: number }', '{ a: number; b: string }'],
  ['{ a?: number }', '{ a: number }'],
  ['{ a: { b: number } }', '{ a: { b: string } }'],
  ['number[]', 'string[]'],
  ['number[]', 'Set<number>'],
  ['Map<string, { a: 1 }>', 'Map<string, { b: 1 }>'],
  ['number | undefined', 'number'],
  ['{ next: T | null; a: string }', '{ next: T | null; a: number }'],
  ['boolean', 'true'],
  ['Date', '{ href: string }'],
  ['{ a: number }', 'number'],
] as const;

/** For each pair, whether values of the first are values of the second: all in one project. */
function judged(pairs: readonly (readonly [string, string])[]): boolean[] {
  const text = (side: 0 | 1): string =>
    pairs
      .map((pair, i) => `export type T${i} = ${pair[side].replaceAll('T |', `T${i} |`)};`)
      .join('\n');
  const opened = project(text(0), text(1));
  const types = (side: 'old' | 'now'): ts.Type[] =>
    (opened[side].program.getSourceFile(opened.file)?.statements ?? []).flatMap((node) =>
      ts.isTypeAliasDeclaration(node) ? [opened[side].checker.getTypeAtLocation(node.name)] : [],
    );
  const now = types('now');
  const acceptance = new Acceptance(opened);
  return types('old').map((old, i) => acceptance.accepts(old, now[i] as ts.Type));
}

describe('values of an old type', () => {
  it('fit a new one that is as wide', () => {
    const found = judged(FIT);
    expect(FIT.filter((_, i) => found[i] !== true)).toEqual([]);
  });

  it('do not fit one that is narrower, or another', () => {
    const found = judged(MISFIT);
    expect(found).toHaveLength(MISFIT.length);
    expect(MISFIT.filter((_, i) => found[i])).toEqual([]);
  });
});

describe('changed types', () => {
  it('are those whose own shape differs, not those that hold them', () => {
    const text = (member: string): string => `
export interface Tag { ${member} }
export interface Job { tags: Tag[]; next?: Job }
export type State = ${member.includes('id') ? "'on' | 'off'" : "'on'"};
export type Size = ${member.includes('id') ? "'s'" : "'s' | 'm'"};
`;
    const opened = project(text('id: number'), text('name: string'));
    expect(
      changedTypes(opened, [opened.file]).map(({ name, line, members }) => ({
        name,
        line,
        members,
      })),
    ).toEqual([
      {
        name: 'Tag',
        line: 2,
        members: [
          { name: 'id', change: 'removed', old: 'number' },
          { name: 'name', change: 'added', now: 'string' },
        ],
      },
      { name: 'State', line: 4, members: [{ name: '"off"', change: 'removed' }] },
    ]);
  });
});
