import {
  OverviewRulerLane,
  ThemeColor,
  Uri,
  window,
  type DecorationRenderOptions,
  type TextEditorDecorationType,
} from 'vscode';
import type { MarkKind } from './marks.js';

/** Pictures for the margin; the middle grey-blue and amber read on light and dark ground alike. */
const pictures = {
  active: '<path d="M3 4l6 4-6 4z" fill="#4a90d9"/>',
  continuation: '<path d="M3 4l6 4-6 4z" fill="none" stroke="#4a90d9" stroke-width="1.5"/>',
  guess:
    '<path d="M3 4l6 4-6 4z" fill="none" stroke="#d19a1c" stroke-width="1.5"/>' +
    '<circle cx="12.5" cy="8" r="1.5" fill="#d19a1c"/>',
};

function picture(name: keyof typeof pictures): Uri {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">${pictures[name]}</svg>`;
  return Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}

const ruler = (color: string): DecorationRenderOptions => ({
  overviewRulerColor: new ThemeColor(color),
  overviewRulerLane: OverviewRulerLane.Left,
});

const styles: Record<MarkKind, DecorationRenderOptions> = {
  changed: {
    ...ruler('editorGutter.modifiedBackground'),
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: '0 0 0 3px',
    borderColor: new ThemeColor('editorGutter.modifiedBackground'),
    backgroundColor: new ThemeColor('diffEditor.insertedLineBackground'),
  },
  removed: {
    ...ruler('editorGutter.deletedBackground'),
    isWholeLine: true,
    borderStyle: 'dotted',
    borderWidth: '1px 0 0 0',
    borderColor: new ThemeColor('editorGutter.deletedBackground'),
  },
  active: {
    gutterIconPath: picture('active'),
    gutterIconSize: 'contain',
    backgroundColor: new ThemeColor('editor.wordHighlightBackground'),
  },
  continuation: {
    gutterIconPath: picture('continuation'),
    gutterIconSize: 'contain',
    outline: '1px solid',
    outlineColor: new ThemeColor('editorInfo.foreground'),
  },
  guess: {
    gutterIconPath: picture('guess'),
    gutterIconSize: 'contain',
    outline: '1px dashed',
    outlineColor: new ThemeColor('editorWarning.foreground'),
  },
};

/** A decoration type for each kind of mark. */
export function markStyles(): Record<MarkKind, TextEditorDecorationType> {
  const make = (kind: MarkKind): TextEditorDecorationType =>
    window.createTextEditorDecorationType(styles[kind]);
  return {
    changed: make('changed'),
    removed: make('removed'),
    active: make('active'),
    continuation: make('continuation'),
    guess: make('guess'),
  };
}

/** What lines that have just been applied look like, step by step, until nothing is left. */
export function fadeStyles(): TextEditorDecorationType[] {
  return [0.9, 0.6, 0.3].map((opacity) =>
    window.createTextEditorDecorationType({
      isWholeLine: true,
      before: {
        contentText: '',
        textDecoration:
          'none; position: absolute; left: 0; width: 3px; height: 100%; ' +
          `background: var(--vscode-testing-iconPassed); opacity: ${opacity}`,
      },
      backgroundColor: `rgba(80, 160, 80, ${0.22 * opacity})`,
    }),
  );
}
