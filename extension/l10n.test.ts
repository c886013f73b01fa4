import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The texts that a file has put into the editor's language: first arguments of calls of `t`. */
function textsIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslate(node.expression)) {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        throw new Error(`${file}: a text that is not written out cannot be translated`);
      }
      found.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTranslate(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't';
}

test('the bundle has every text of the extension', async () => {
  const files = readdirSync('extension', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|host)\.ts$/.test(name))
    .map((name) => join('extension', name));
  const texts = [...new Set(files.flatMap(textsIn))].sort();
  expect(texts.length).toBeGreaterThan(50);
  const bundle = Object.fromEntries(texts.map((text) => [text, text]));
  await expect(`${JSON.stringify(bundle, undefined, 2)}\n`).toMatchFileSnapshot(
    '../l10n/bundle.l10n.json',
  );
});

test('the manifest names only texts that there are, and uses all of them', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
  const given = Object.keys(JSON.parse(readFileSync('package.nls.json', 'utf8')) as object);
  expect([...new Set(used)].sort()).toEqual(given.sort());
});
