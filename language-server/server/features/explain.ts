import type { Position } from 'vscode-languageserver';
import { explainRequest, type Explanation } from '../../../protocol/lsp/index.js';
import type { FunctionView, ModuleView } from '../analysis/types.js';
import { currentSides, type ServerContext } from '../context.js';
import { contains } from '../positions.js';
import { answering, textIn } from '../requests.js';
import type { Feature } from './feature.js';

/** The plan's entries about the function at a position. */
export const explainFeature: Feature = {
  register(context) {
    context.connection.onRequest(
      explainRequest,
      answering((params) =>
        explain(textIn(params, 'textDocument', 'uri'), params.position, context),
      ),
    );
  },
};

async function explain(
  uri: string,
  position: Position,
  context: ServerContext,
): Promise<Explanation[]> {
  const sides = await currentSides(context, uri);
  return sides.flatMap(({ session, view }) => {
    const fn = view && innermost(view, position);
    if (!fn) return [];
    const { old, now } = fn.entry;
    return [
      {
        session: session.name,
        function: fn.entry,
        points: view.plan.points.filter(
          ({ from, to }) => from.function === old || (now !== undefined && to?.function === now),
        ),
        variables: view.plan.variables.filter((variable) => variable.function === now),
      },
    ];
  });
}

function innermost({ functions }: ModuleView, position: Position): FunctionView | undefined {
  const around = functions.filter(({ range }) => range && contains(range, position));
  return around.at(-1);
}
