import type { LogOutputChannel } from 'vscode';
import { messageOf } from '../message-of.js';

/** The output channel. */
export class Log {
  constructor(readonly channel: LogOutputChannel) {}

  info(line: string): void {
    this.channel.info(line);
  }

  warn(line: string): void {
    this.channel.warn(line);
  }

  error(line: string, error?: unknown): void {
    if (error === undefined) this.channel.error(line);
    else this.channel.error(`${line} ${messageOf(error)}`);
  }

  show(): void {
    this.channel.show(true);
  }
}
