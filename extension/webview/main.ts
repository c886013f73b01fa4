import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import './single-select.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { render } from 'lit';
import type { ToPanel } from '../../protocol/review.js';
import { App, type Host } from './app.js';
import { panelView } from './panel-view.js';
import { settle } from './settle.js';
import './style.css';

declare function acquireVsCodeApi(): Host;

const root = document.getElementById('panel');
if (!root) throw new Error('There is no place for the panel.');

let isDue = false;
const app = new App(acquireVsCodeApi(), () => {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    paint();
  });
});

function paint(): void {
  render(panelView(app), root as HTMLElement);
  settle(app, root as HTMLElement);
}

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  const isFirst = app.model === undefined;
  app.receive(data);
  // Nothing is gained by waiting for the next frame.
  if (isFirst && app.model) paint();
});
window.addEventListener('resize', () => app.changed());
window.addEventListener('keydown', (event) => {
  if (event.key !== 'F8' || event.defaultPrevented) return;
  event.preventDefault();
  app.nextQuestion();
});
paint();
app.start();
