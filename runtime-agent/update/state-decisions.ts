/** Code that brings values of the old version into the form of the new one. */
export interface TransformerCode {
  /** An expression in the scope of the new module: `{transform, back}`. */
  code: string;
  hasBack: boolean;
  /** What the binding or class is called in the old version. */
  before: string;
}

/** What a developer has decided about one binding of a module. */
export type BindingDecision =
  | { kind: 'value'; text: string }
  /** Its value stays, or its new initialiser is evaluated. */
  | { kind: 'keep'; keep: boolean }
  | { kind: 'transform'; transformer: TransformerCode };

/** What a developer has decided about the state of one module. */
export interface StateDecisions {
  /** By the binding's name in the new version. */
  bindings: ReadonlyMap<string, BindingDecision>;
  /** By change and text, as the plan has them: whether the statement runs. */
  statements: ReadonlyMap<string, boolean>;
  /** By the label of the class in the new version. */
  classes: ReadonlyMap<string, TransformerCode>;
  /** The update takes another one back: transformers run in that direction. */
  isBack: boolean;
  /** What that other one has brought into a new form without a way back. */
  lost: readonly string[];
}

export const NO_DECISIONS: StateDecisions = {
  bindings: new Map(),
  statements: new Map(),
  classes: new Map(),
  isBack: false,
  lost: [],
};

/** How a statement is named among the decisions. */
export const statementKey = (change: string, text: string): string => `${change} ${text}`;

/** The decisions for an update that takes another one back: its transformers, the other way round. */
export function invertDecisions(decisions: StateDecisions): StateDecisions {
  const { bindings, classes } = decisions;
  const lost = withoutWayBack(decisions);
  const backBindings = new Map<string, BindingDecision>();
  for (const [name, decision] of bindings) {
    if (decision.kind !== 'transform' || !decision.transformer.hasBack) continue;
    const { before } = decision.transformer;
    const transformer = { ...decision.transformer, before: name };
    backBindings.set(before, { kind: 'transform', transformer });
  }
  const backClasses = new Map<string, TransformerCode>();
  for (const [label, transformer] of classes) {
    if (transformer.hasBack) backClasses.set(transformer.before, { ...transformer, before: label });
  }
  return {
    bindings: backBindings,
    statements: new Map(),
    classes: backClasses,
    isBack: true,
    lost,
  };
}

/** What has a transformer that does not go back. */
function withoutWayBack({ bindings, classes }: StateDecisions): string[] {
  const found: string[] = [];
  for (const [name, decision] of bindings) {
    if (decision.kind === 'transform' && !decision.transformer.hasBack) found.push(name);
  }
  for (const [label, { hasBack }] of classes) if (!hasBack) found.push(`class ${label}`);
  return found;
}
