/**
 * Puts a text into the language of the editor; `{0}` is the first argument. The editor's own is
 * `l10n.t`; files without the editor's API are given it.
 */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** The texts as they are written. */
export const plainText: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
