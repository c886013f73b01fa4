import {
  activeStatementsChanged,
  activeStatementsRequest,
  type ActiveStatementRange,
} from '../../../protocol/lsp/index.js';
import type { Comparison } from '../comparison/comparisons.js';
import { comparisonOf } from '../context.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** Where the program is in a document: in the text that runs, and where it will go on. */
export const activeStatementsFeature: Feature = {
  register(context) {
    const { connection, comparisons } = context;
    connection.onRequest(
      activeStatementsRequest,
      answering(async (params) => {
        const comparison = await comparisonOf(context, textIn(params, 'textDocument', 'uri'));
        return comparison ? statementsOf(comparison) : [];
      }),
    );
    const shown = new Map<string, string>();
    comparisons.onSettled((comparison) => {
      const statements = statementsOf(comparison);
      const text = JSON.stringify(statements);
      const { uri } = comparison;
      if ((shown.get(uri) ?? '[]') === text) return;
      if (statements.length === 0) shown.delete(uri);
      else shown.set(uri, text);
      void connection.sendNotification(activeStatementsChanged, { uri, statements });
    });
  },
};

/** None while the text does not parse: the places would be those of another text. */
function statementsOf({ sides }: Comparison): ActiveStatementRange[] {
  return [...sides.values()].flatMap(({ session, view, problem }) =>
    problem || !view
      ? []
      : view.active.map(({ function: fn, old, now, how, state, isLeaf, count }) => ({
          session: session.name,
          function: fn,
          old,
          now,
          how,
          state,
          isLeaf,
          count,
        })),
  );
}
