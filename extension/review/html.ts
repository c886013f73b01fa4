export interface PanelPage {
  /** Addresses of the panel's script and styles. */
  script: string;
  style: string;
  /** What the page may load from, as a content security policy names it. */
  source: string;
  /** Unguessable; the only script that runs is the one that has it. */
  nonce: string;
}

/** The page of the review panel. It reaches nothing but its own script, styles and font. */
export function panelHtml({ script, style, source, nonce }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${style}" id="vscode-codicon-stylesheet">
    <title>Live update</title>
  </head>
  <body>
    <main id="panel"></main>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
