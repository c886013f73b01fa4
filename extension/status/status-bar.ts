import { StatusBarAlignment, ThemeColor, window, type StatusBarItem } from 'vscode';
import type { Disposable } from '../signal.js';
import type { StatusText } from './status-text.js';

/** The item in the status bar; it is there while a program runs that can be updated. */
export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;

  constructor(name: string) {
    this.#item = window.createStatusBarItem('restitch.status', StatusBarAlignment.Left, 10);
    this.#item.name = name;
  }

  show(status: StatusText | undefined): void {
    if (!status) {
      this.#item.hide();
      return;
    }
    const { text, tooltip, severity, command } = status;
    Object.assign(this.#item, { text, tooltip, command });
    this.#item.accessibilityInformation = { label: `Restitch: ${text.replace(/\$\(.*?\) /, '')}` };
    this.#item.backgroundColor =
      severity === 'warning' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
