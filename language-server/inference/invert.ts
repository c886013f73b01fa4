import { BodyMatch } from './body-match.js';
import { MatchedCorrespondence } from './matched.js';
import { Matching, type How } from './matching.js';
import type { Relocation } from './splits.js';
import type { FunctionMatch } from './types.js';

/** The same correspondence from the new version to the old one, as a rollback needs it. */
export function invertCorrespondence(forward: MatchedCorrespondence): MatchedCorrespondence {
  return new InvertedCorrespondence(forward);
}

class InvertedCorrespondence extends MatchedCorrespondence {
  readonly functions: readonly FunctionMatch[];
  private readonly byNow = new Map<number, FunctionMatch>();
  private readonly bodies = new Map<number, BodyMatch>();
  private readonly relocations = new Map<number, Relocation[]>();

  constructor(private readonly forward: MatchedCorrespondence) {
    super(forward.now, forward.old);
    this.functions = forward.functions.map(({ old, now, ...rest }) => ({
      ...rest,
      ...(now !== undefined && { old: now }),
      ...(old !== undefined && { now: old }),
    }));
    for (const match of this.functions) {
      if (match.old !== undefined && match.now !== undefined) this.byNow.set(match.old, match);
    }
    for (const fn of forward.old.functions) {
      for (const relocation of forward.relocationsOf(fn.index)) this.addRelocation(relocation);
    }
  }

  functionFor(oldFn: number): FunctionMatch | undefined {
    return this.byNow.get(oldFn);
  }

  bodyOf(oldFn: number): BodyMatch | undefined {
    let body = this.bodies.get(oldFn);
    if (body !== undefined) return body;
    const back = this.byNow.get(oldFn)?.now;
    const forward = back === undefined ? undefined : this.forward.bodyOf(back);
    if (forward === undefined) return undefined;
    body = invertBody(forward);
    this.bodies.set(oldFn, body);
    return body;
  }

  relocationsOf(oldFn: number): readonly Relocation[] {
    return this.relocations.get(oldFn) ?? [];
  }

  private addRelocation(relocation: Relocation): void {
    const inverse: Relocation = {
      ...relocation,
      kind: relocation.kind === 'extracted' ? 'inlined' : 'extracted',
      host: invertBody(relocation.host),
      body: invertBody(relocation.body),
    };
    const from = inverse.body.old.index;
    const list = this.relocations.get(from);
    if (list === undefined) this.relocations.set(from, [inverse]);
    else list.push(inverse);
  }
}

function invertBody(body: BodyMatch): BodyMatch {
  const { matching } = body;
  const inverse = new Matching(matching.b, matching.a);
  matching.toB.forEach((j, i) => {
    if (j >= 0) inverse.link(j, i, matching.how[i] as How, matching.likeness[i] as number);
  });
  const back = (name: string): string => body.renames.get(name) ?? name;
  return new BodyMatch(
    body.now,
    body.old,
    inverse,
    new Map([...body.renames].map(([from, to]) => [to, from])),
    new Set([...body.likelyRenamed].map(back)),
  );
}
