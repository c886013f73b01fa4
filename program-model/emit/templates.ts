import { owningFunction, type ESTree, type FullSourceModel } from '../model/index.js';

/**
 * The strings of a tagged template, as the agent makes them: `"f/run:0",["a",void 0],["a","\\u"]`. The
 * key names the place: the function, and which one of equal templates in it.
 */
export function stringsOf(model: FullSourceModel, node: ESTree.TaggedTemplateExpression): string {
  const fn = owningFunction(model, node);
  const raw = rawOf(node);
  const before = model
    .nodesOf(fn.index)
    .filter(
      (other) =>
        other.type === 'TaggedTemplateExpression' &&
        other.start < node.start &&
        rawOf(other) === raw,
    );
  const cooked = node.quasi.quasis.map(({ value }) =>
    typeof value.cooked === 'string' ? JSON.stringify(value.cooked) : 'void 0',
  );
  return `${JSON.stringify(`${fn.path}:${before.length}`)},[${cooked.join(',')}],${raw}`;
}

const rawOf = (node: ESTree.TaggedTemplateExpression): string =>
  JSON.stringify(node.quasi.quasis.map(({ value }) => value.raw));
