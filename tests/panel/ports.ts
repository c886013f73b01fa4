import type { ReviewPorts, TransformerFor } from '../../extension/review/review-host.js';
import { plainText } from '../../extension/translate.js';
import type { LiveReview } from './live-review.js';

/** What a panel asked of the editor. */
export interface Asked {
  applied: number;
  closed: number;
  opened: string[];
  transformers: TransformerFor[];
}

/** The host's ports to a real language server; of the editor there is only a record. */
export function reviewPorts(
  live: Pick<LiveReview, 'folder' | 'review' | 'override'>,
  asked: Asked = { applied: 0, closed: 0, opened: [], transformers: [] },
): Omit<ReviewPorts, 'post'> {
  const opened = (what: string): Promise<void> => Promise.resolve(void asked.opened.push(what));
  return {
    review: () => live.review(),
    override: (params) => live.override(params),
    apply: () => {
      asked.applied += 1;
      return Promise.resolve({ text: 'Version 2 is live.', isDone: true, isError: false });
    },
    async *values() {
      // No debugger has stopped the program.
    },
    canLook: () => false,
    look: () => Promise.reject(new Error('There is no debugger.')),
    folders: () => [live.folder],
    openDiff: ({ name }) => opened(`diff ${name}`),
    openSource: ({ name }, line) => opened(`${name}:${line}`),
    openPlan: (text) => opened(`plan ${text.split('\n').length > 1}`),
    editTransformer: (what) => Promise.resolve(void asked.transformers.push(what)),
    close: () => void (asked.closed += 1),
    t: plainText,
  };
}
