import type { PanelFiles } from './panel-files.js';

export interface PanelPage extends PanelFiles {
  /** What the page may load from, as a content security policy names it. */
  source: string;
  /** Unguessable; the only script that runs is the one that has it. */
  nonce: string;
  /** The panel's texts in the editor's language; none where that is English. */
  texts?: Record<string, string>;
  /** The editor's language, such as `en`. */
  language?: string;
}

/** The page of the review panel, in one piece. It reaches nothing but its own styles and font. */
export function panelHtml(page: PanelPage): string {
  const { script, styles, stylesheet, source, nonce, texts = {}, language = 'en' } = page;
  // Data, which nothing runs; no text of it ends the element.
  const data = JSON.stringify(texts).replaceAll('<', '\\u003c');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}' ${source}`,
    `font-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style nonce="${nonce}">${styles.replaceAll('</style', '<\\/style')}</style>
    <link rel="stylesheet" media="not all" href="${stylesheet}" id="vscode-codicon-stylesheet">
    <title>Live update</title>
  </head>
  <body>
    <main id="panel"></main>
    <script type="application/json" id="l10n">${data}</script>
    <script nonce="${nonce}">${script.replaceAll('</script', '<\\/script')}</script>
  </body>
</html>
`;
}
