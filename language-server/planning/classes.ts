import {
  childrenOf,
  isFunctionNode,
  type ClassNode,
  type ESTree,
  type Node,
} from '../../program-model/model/estree.js';
import type { SourceModel } from '../../program-model/model/types.js';
import type { ClassEntry } from '../../protocol/plan.js';
import { pairClasses, type Correspondence } from '../inference/index.js';
import type { Elsewhere } from './elsewhere.js';
import type { LineOf } from './places.js';

type Member = ClassEntry['members'][number];

const nameOf = (node: ClassNode): string => node.id?.name ?? '(anonymous class)';

/** Names for the classes of a module, in source order: `Store`, and `Store #2` for the next of that name. */
export function classLabels(model: SourceModel): Map<Node, string> {
  const seen = new Map<string, number>();
  const labels = new Map<Node, string>();
  for (const node of model.classes) {
    const name = nameOf(node);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    labels.set(node, count === 1 ? name : `${name} #${count}`);
  }
  return labels;
}

/** What changed in the shape of classes: members, instance fields, superclass. */
export function planClasses(
  c: Correspondence,
  lines: { old: LineOf; now: LineOf },
  elsewhere?: Elsewhere,
): ClassEntry[] {
  const partners = pairClasses(c);
  const oldLabels = classLabels(c.old);
  const nowLabels = classLabels(c.now);
  const entries: ClassEntry[] = [];
  const reached = new Set<Node>();
  for (const old of c.old.classes) {
    const now = partners.get(old);
    if (now === undefined) {
      entries.push({
        old: oldLabels.get(old),
        line: lines.old(old.start),
        ...changeElsewhere('old', old, elsewhere),
        members: [],
      });
      continue;
    }
    reached.add(now);
    const members = memberChanges(c, old, now);
    const superclass = superclassChange(c, old, now);
    const isRenamed = nameOf(old) !== nameOf(now);
    if (members.length === 0 && superclass === undefined && !isRenamed) continue;
    entries.push({
      old: oldLabels.get(old),
      now: nowLabels.get(now),
      line: lines.now(now.start),
      change: isRenamed ? 'renamed' : 'changed',
      members,
      ...(superclass && { superclass }),
      ...skeletonFor(members),
    });
  }
  for (const now of c.now.classes) {
    if (reached.has(now)) continue;
    const line = lines.now(now.start);
    const change = changeElsewhere('now', now, elsewhere);
    entries.push({ now: nowLabels.get(now), line, ...change, members: [] });
  }
  return entries;
}

/** A class that has no counterpart in its file may have one in another. */
function changeElsewhere(
  side: 'old' | 'now',
  node: ClassNode,
  elsewhere: Elsewhere | undefined,
): Pick<ClassEntry, 'change' | 'elsewhere'> {
  const found = elsewhere?.classOf(side, node);
  if (!found) return { change: side === 'old' ? 'removed' : 'added' };
  const name = classLabels(found.model).get(found.node) ?? '';
  return { change: 'moved', elsewhere: { file: found.file, class: name } };
}

/** A transformer to begin with, where instances have other fields now. */
function skeletonFor(members: readonly Member[]): Pick<ClassEntry, 'skeleton'> {
  const fields = members.filter(
    ({ kind, name }) => kind === 'field' && !name.startsWith('static '),
  );
  if (fields.length === 0) return {};
  const lines = fields.map(({ name, change, from }) => {
    switch (change) {
      case 'added':
        return `  // instance.${name} is new: it has what its initialiser gives.`;
      case 'renamed':
        return `  instance.${name} = old.${from ?? name};\n  delete instance.${from ?? name};`;
      case 'removed':
        return `  delete instance.${name};`;
    }
  });
  return { skeleton: `(old: any, instance: any): void => {\n${lines.join('\n')}\n}` };
}

function superclassChange(
  c: Correspondence,
  old: ClassNode,
  now: ClassNode,
): ClassEntry['superclass'] {
  const text = (model: SourceModel, node: ClassNode): string =>
    node.superClass ? model.text.slice(node.superClass.start, node.superClass.end) : 'none';
  const before = text(c.old, old);
  const after = text(c.now, now);
  return before === after ? undefined : { old: before, now: after };
}

interface Described {
  key: string;
  name: string;
  kind: Member['kind'];
  /** Index of the member's function; -1 for a field that a constructor assigns. */
  fn: number;
}

function memberChanges(c: Correspondence, old: ClassNode, now: ClassNode): Member[] {
  const before = membersOf(c.old, old);
  const after = membersOf(c.now, now);
  const changes: Member[] = [];
  const renamedTo = new Set<string>();
  for (const member of before.values()) {
    if (after.has(member.key)) continue;
    const next = member.fn < 0 ? undefined : c.functionFor(member.fn)?.now;
    const renamed = [...after.values()].find(
      (other) => other.fn === next && !before.has(other.key),
    );
    if (next !== undefined && renamed !== undefined) {
      renamedTo.add(renamed.key);
      changes.push({
        name: renamed.name,
        kind: renamed.kind,
        change: 'renamed',
        from: member.name,
      });
    } else {
      changes.push({ name: member.name, kind: member.kind, change: 'removed' });
    }
  }
  for (const member of after.values()) {
    if (before.has(member.key) || renamedTo.has(member.key)) continue;
    changes.push({ name: member.name, kind: member.kind, change: 'added' });
  }
  return changes;
}

function membersOf(model: SourceModel, node: ClassNode): Map<string, Described> {
  const members = new Map<string, Described>();
  const add = (member: Described): void => {
    if (!members.has(member.key)) members.set(member.key, member);
  };
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') continue;
    const isPrivate = member.key.type === 'PrivateIdentifier';
    const bare = keyName(member.key, member.computed);
    if (
      bare === undefined ||
      (member.type === 'MethodDefinition' && member.kind === 'constructor')
    ) {
      continue;
    }
    const name = `${member.static ? 'static ' : ''}${bare}`;
    const kind = isPrivate ? 'private' : memberKind(member);
    const own = member.type === 'PropertyDefinition' ? member : member.value;
    add({
      key: `${memberKind(member)} ${name}`,
      name,
      kind,
      fn: model.functionOf.get(own)?.index ?? -1,
    });
  }
  for (const name of assignedFields(node)) {
    add({ key: `field ${name}`, name, kind: 'field', fn: -1 });
  }
  return members;
}

function memberKind(member: ESTree.MethodDefinition | ESTree.PropertyDefinition): Member['kind'] {
  if (member.type === 'PropertyDefinition') return 'field';
  return member.kind === 'get' ? 'getter' : member.kind === 'set' ? 'setter' : 'method';
}

function keyName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** Fields that the constructor gives an instance: `this.name = …`. */
function assignedFields(node: ClassNode): Set<string> {
  const names = new Set<string>();
  const maker = node.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  if (maker?.type !== 'MethodDefinition') return names;
  const open: Node[] = [maker.value.body];
  for (let at = open.pop(); at; at = open.pop()) {
    if (isFunctionNode(at) && at.type !== 'ArrowFunctionExpression') continue; // another `this`
    if (at.type === 'AssignmentExpression' && at.left.type === 'MemberExpression') {
      const { object, property, computed } = at.left;
      const isOwn = object.type === 'ThisExpression' && !computed;
      if (isOwn && property.type === 'Identifier') names.add(property.name);
    }
    open.push(...childrenOf(at));
  }
  return names;
}
