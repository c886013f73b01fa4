import { plainText, type Translate } from '../translate.js';

/** What the page comes with: the texts in the editor's language, none where that is English. */
function bundleOf(page: Document | undefined): Record<string, string> {
  const text = page?.getElementById('l10n')?.textContent;
  return text ? (JSON.parse(text) as Record<string, string>) : {};
}

const bundle = bundleOf(typeof document === 'undefined' ? undefined : document);

/** Puts a text of the panel into the language of the editor. */
export const t: Translate = (message, ...args) => plainText(bundle[message] ?? message, ...args);
