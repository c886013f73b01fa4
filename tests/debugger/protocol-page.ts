import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const folder = join(import.meta.dirname, '../../protocol');
const FILES = ['dap.ts', 'results.ts', 'rpc.ts', 'diagnostics.ts', 'diagnostic.ts', 'plan.ts'];

interface Declared {
  text: string;
  doc: string;
  node: ts.Node;
  file: ts.SourceFile;
}

/** Every type of the protocol by name. */
function declarations(): Map<string, Declared> {
  const found = new Map<string, Declared>();
  for (const name of FILES) {
    let source: string;
    try {
      source = readFileSync(join(folder, name), 'utf8');
    } catch {
      continue;
    }
    const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
    for (const node of file.statements) {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) continue;
      found.set(node.name.text, {
        ...{ text: node.getText(file), doc: docOf(node), node, file },
      });
    }
  }
  return found;
}

function docOf(node: ts.Node): string {
  const [first] = ts.getJSDocCommentsAndTags(node);
  const comment = first && ts.isJSDoc(first) ? first.comment : undefined;
  return typeof comment === 'string' ? comment.replace(/\s*\n\s*/g, ' ') : '';
}

/** The names of other types of the protocol that a declaration uses. */
function usedBy(node: ts.Node, known: ReadonlyMap<string, Declared>): string[] {
  const names: string[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isTypeReferenceNode(at) && ts.isIdentifier(at.typeName)) names.push(at.typeName.text);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return [...new Set(names)].filter((name) => known.has(name));
}

const membersOf = ({ node }: Declared): ts.PropertySignature[] =>
  ts.isInterfaceDeclaration(node) ? node.members.filter(ts.isPropertySignature) : [];

const nameOf = (member: ts.PropertySignature): string =>
  ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();

/** The page on the messages that Restitch adds to the Debug Adapter Protocol, out of their types. */
export function protocolPage(version: number): string {
  const known = declarations();
  const requests = known.get('RestitchRequests');
  const events = known.get('RestitchEvents');
  const capabilities = known.get('RestitchCapabilities');
  if (!requests || !events || !capabilities) throw new Error('protocol/dap.ts is not as expected');
  const queue: string[] = [];
  const seen = new Set<string>();
  const use = (node: ts.Node): void => {
    for (const name of usedBy(node, known)) {
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push(name);
    }
  };
  const out: string[] = [intro(version)];
  out.push('## Requests\n');
  for (const member of membersOf(requests)) {
    out.push(`### \`${nameOf(member)}\`\n`, `${docOf(member)}\n`);
    const type = member.type as ts.TypeLiteralNode;
    for (const part of type.members.filter(ts.isPropertySignature)) {
      out.push(`* ${nameOf(part)}: \`${part.type?.getText().replace(/\s+/g, ' ') ?? ''}\``);
    }
    out.push('');
    use(member);
  }
  out.push('## Events\n');
  for (const member of membersOf(events)) {
    out.push(`### \`${nameOf(member)}\`\n`, `${docOf(member)}\n`);
    out.push(`* body: \`${member.type?.getText().replace(/\s+/g, ' ') ?? ''}\`\n`);
    use(member);
  }
  out.push('## Types\n', '```ts');
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const declared = known.get(name) as Declared;
    const doc = declared.doc === '' ? '' : `/** ${declared.doc} */\n`;
    out.push(`${doc}${declared.text.replace(/^export /, '')}\n`);
    use(declared.node);
  }
  out.push('```');
  return `${out.join('\n')}\n`;
}

const intro = (version: number): string => `# Messages of the debug adapter

What Restitch adds to the [Debug Adapter Protocol](https://microsoft.github.io/debug-adapter-protocol/), version ${version}.
This page is made from \`protocol/dap.ts\`, where the types are; a test compares the two
(\`npx vitest run tests/debugger/protocol.test.ts --update\` writes it).

An adapter that answers these requests has \`restitch: { version: ${version} }\` in its response to \`initialize\`. The
version grows with each change that a client can notice; a client that knows an older one may go on to use what it knows.
Requests fail as all requests of the protocol do: \`success: false\`, with the diagnostic's code (\`RS1…\`, see
\`docs/diagnostics.md\`) and what to do in the message. An update that is refused is no failed request: its
\`outcome\` says so.

After an update the adapter sends \`breakpoint\` events for breakpoints that are elsewhere, \`invalidated\`, and
\`stopped\` again for each thread that was stopped and has been updated there.
`;
