import { window } from 'vscode';
import type { Translate } from '../translate.js';

/** Tells that a program cannot be updated yet, and what to do. @param name of its session */
export function tellHeld(name: string, t: Translate): void {
  const message = t(
    '{0} cannot be updated yet: its debugger has stopped it as it starts. Let it go on; updates work from then on, also while it is stopped later.',
    name,
  );
  void window.showWarningMessage(message);
}
