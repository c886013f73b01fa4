import { emitMember } from '../../program-model/emit/classes.js';
import { emitMethodText } from '../../program-model/emit/implementation.js';
import { Emitter } from '../../program-model/emit/emitter.js';
import { within } from '../../program-model/emit/functions.js';
import { flatten, type Flattened, type Out } from '../../program-model/emit/text.js';
import {
  isFunctionNode,
  owningFunction,
  type ClassNode,
  type ESTree,
  type Node,
} from '../../program-model/model/index.js';
import { pairClasses } from '../../language-server/inference/index.js';
import { classLabels } from '../../language-server/planning/index.js';
import { classNotChangeable, type Diagnostic } from '../../protocol/diagnostics.js';
import type { ClassChange } from '../agent/classes.js';
import type { Step } from './step.js';
import type { Unit } from './units.js';

type Member = ESTree.MethodDefinition | ESTree.PropertyDefinition;

export interface ClassPlan {
  old: number;
  now: number;
  change: ClassChange;
  diagnostics: Diagnostic[];
  /** Where the code of the change was made from. */
  units: Unit[];
}

/** Gives code a name, by which its frames are known; `fn` is the function whose scope the class is in. */
type UnitOf = (code: Flattened, fn: number) => Unit;

/**
 * What becomes of the classes that both versions have.
 * @param unitOf without, their code has no names
 */
export function planClasses(step: Step, unitOf?: UnitOf): ClassPlan[] {
  const labels = classLabels(step.to.model);
  return [...pairClasses(step.correspondence)].map(([old, now]) =>
    planClass(step, old, now, labels.get(now) ?? '', unitOf),
  );
}

function planClass(
  step: Step,
  old: ClassNode,
  now: ClassNode,
  label: string,
  unitOf: UnitOf | undefined,
): ClassPlan {
  const before = membersOf(old);
  const after = membersOf(now);
  const added = [...after].filter(([key]) => !before.has(key)).map(([, member]) => member);
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, member]) => member);
  const isStamped = (member: Member): boolean =>
    !member.static &&
    (member.type === 'PropertyDefinition' || member.key.type === 'PrivateIdentifier');
  const isPublic = (member: Member): boolean =>
    member.key.type !== 'PrivateIdentifier' && !member.computed;
  const stamped = added.filter(isStamped);
  const defined = added.filter(
    (member) => !isStamped(member) && isPublic(member) && !isConstructor(member),
  );
  const refused = added.filter(
    (member) => !stamped.includes(member) && !defined.includes(member) && !isConstructor(member),
  );
  const writer = new ClassWriter(step, now, unitOf);
  const { classes, isBack } = step.decisions;
  const transformer = classes.get(label);
  const change: ClassChange = {
    stamp: stamped.length > 0 ? writer.stamp(stamped) : undefined,
    fields: stamped.filter(isPublic).map(keyName),
    dropped: removed
      .filter(
        (member) => member.type === 'PropertyDefinition' && !member.static && isPublic(member),
      )
      .map(keyName),
    members: defined.length > 0 ? writer.members(defined) : undefined,
    transform: transformer && writer.transformer(transformer.code, isBack),
    gone: removed.flatMap((member) => {
      const isMethod = member.type === 'MethodDefinition' && member.kind !== 'constructor';
      const name = keyName(member);
      const isReplaced = [...after.values()].some(
        (other) => keyName(other) === name && other.static === member.static,
      );
      return isMethod && isPublic(member) && !isReplaced ? [{ name, isStatic: member.static }] : [];
    }),
  };
  const diagnostics = refused.map((member) =>
    classNotChangeable(placeOf(step, member), `${nameOf(now)} cannot gain ${keyName(member)}`),
  );
  const constructors = [...added, ...removed].filter(isConstructor);
  if (constructors.length > 0) {
    const what = added.some(isConstructor) ? 'gain a constructor' : 'lose its constructor';
    diagnostics.push(classNotChangeable(placeOf(step, now), `${nameOf(now)} cannot ${what}`));
  }
  // Instances have a field as a property of their own, which would hide the accessor.
  for (const member of removed) {
    const other = added.find(
      (one) => keyName(one) === keyName(member) && one.static === member.static,
    );
    if (member.type !== 'PropertyDefinition' || other?.type !== 'MethodDefinition') continue;
    const what = `${nameOf(now)} cannot make the field ${keyName(member)} a method or an accessor`;
    diagnostics.push(classNotChangeable(placeOf(step, other), what));
  }
  if (superText(step.from, old) !== superText(step.to, now)) {
    diagnostics.push(
      classNotChangeable(placeOf(step, now), `${nameOf(now)} cannot change what it extends`),
    );
  }
  return { old: old.start, now: now.start, change, diagnostics, units: writer.units };
}

const isConstructor = (member: Member): boolean =>
  member.type === 'MethodDefinition' && member.kind === 'constructor';

const superText = ({ source }: Step['from'], node: ClassNode): string =>
  node.superClass ? source.text.slice(node.superClass.start, node.superClass.end) : '';

const placeOf = (step: Step, node: Node): { file: string; line: number } =>
  step.to.placeAt(node.start);

const nameOf = (node: ClassNode): string => node.id?.name ?? 'this class';

const keyName = (member: Member): string => {
  const { key } = member;
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : '[computed]';
};

/** Members by what they are: `static get x`, `method y`, `field #z`. */
function membersOf(node: ClassNode): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') continue;
    const kind = member.type === 'PropertyDefinition' ? 'field' : member.kind;
    members.set(`${member.static ? 'static ' : ''}${kind} ${keyName(member)}`, member);
  }
  return members;
}

/** Writes the code that changes an existing class. */
class ClassWriter {
  readonly units: Unit[] = [];
  readonly #emitter: Emitter;

  constructor(
    readonly step: Step,
    readonly node: ClassNode,
    readonly unitOf: UnitOf | undefined,
  ) {
    this.#emitter = new Emitter(step.to.analysis);
  }

  /**
   * `a=>{…;let v;const S=class extends function(o){return o}{#b;static has(o){return #b in o}#y=1;static{v=s=>eval(s)}};return{stamp:S,evaluate:v}}`
   */
  stamp(members: readonly Member[]): string {
    const p = this.#emitter.names.prefix;
    return this.#unit(() => [
      `let ${p}v;const ${p}S=class extends function(o){return o}{#${p}b;static has(o){return #${p}b in o}`,
      members.map((member): Out => [emitMember(this.#emitter, this.node, member), ';']),
      `static{${p}v=${p}q=>eval(${p}q)}};return{stamp:${p}S,evaluate:${p}v}`,
    ]);
  }

  /** `a=>{…;return({transform,back}).transform}` */
  transformer(code: string, isBack: boolean): string {
    return this.#unit(() => `return(${code}).${isBack ? 'back' : 'transform'};`);
  }

  /** `a=>{…;return C=>{…}}`: methods as of literals, whose prototypes make `super` right. */
  members(members: readonly Member[]): string {
    const p = this.#emitter.names.prefix;
    const group = (isStatic: boolean): Out => {
      const target = isStatic ? `${p}C` : `${p}C.prototype`;
      const methods = members.filter(
        (member) => member.static === isStatic && member.type === 'MethodDefinition',
      );
      if (methods.length === 0) return '';
      return [
        `${p}m.define(${target},{__proto__:Object.getPrototypeOf(${target}),`,
        methods.map((member): Out => [this.#method(member as ESTree.MethodDefinition), ',']),
        `},${p}L);`,
      ];
    };
    const fields = members.filter((member) => member.type === 'PropertyDefinition');
    return this.#unit(() => [
      `return ${p}C=>{const ${p}L=[];`,
      group(false),
      group(true),
      fields.map((member): Out => this.#staticField(member)),
      `return ${p}L}`,
    ]);
  }

  #method(member: ESTree.MethodDefinition): Out {
    const kind = member.kind === 'get' || member.kind === 'set' ? `${member.kind} ` : '';
    const fn = this.step.to.model.functionOf.get(member.value);
    if (!fn || !isFunctionNode(member.value)) return '';
    return [
      kind,
      emitMethodText(this.#emitter, member.value, this.#emitter.infoOf(fn), keyName(member)),
    ];
  }

  #staticField(member: ESTree.PropertyDefinition): Out {
    const p = this.#emitter.names.prefix;
    const fn = this.step.to.model.functionOf.get(member);
    if (!fn || !member.value) return `${p}C[${JSON.stringify(keyName(member))}]=void 0;`;
    const { value } = member;
    const init = within(this.#emitter, this.#emitter.infoOf(fn), () => {
      this.#emitter.lexical = { this: `${p}C` };
      return this.#emitter.expression(value);
    });
    return [`${p}C[${JSON.stringify(keyName(member))}]=(`, init, ');'];
  }

  #unit(emit: () => Out): string {
    const owner = owningFunction(this.step.to.model, this.node);
    const out = within(this.#emitter, this.#emitter.infoOf(owner), (): Out =>
      this.#emitter.unit(emit()),
    );
    const flat = flatten(out, this.step.to.source.text);
    const unit = flat.runs.length > 0 ? this.unitOf?.(flat, owner.index) : undefined;
    if (!unit) return flat.code;
    this.units.push(unit);
    return unit.code;
  }
}
