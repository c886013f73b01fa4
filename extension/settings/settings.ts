import type { Disposable } from '../signal.js';

export type ApplyOn = 'manual' | 'save' | 'saveWhenIdle' | 'continue';
export type ReviewWhen = 'always' | 'whenUnsure' | 'never';
export type OnUnsupported = 'ask' | 'restart' | 'never';

/** What each notification is about; a setting of its own turns it off. */
export const noticeReasons = [
  'warnings',
  'nothing',
  'questions',
  'refused',
  'rolledBack',
  'restartNeeded',
  'cancelled',
  'unsaved',
  'ended',
  'server',
  'adapter',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** The editor's settings, as far as this class needs them. */
export interface SettingsSource {
  get(name: string): unknown;
  set(name: string, value: unknown): PromiseLike<void>;
  onChanged(listener: () => void): Disposable;
}

/** The settings of `restitch.*`; a value of a wrong kind counts as not given. */
export class Settings {
  readonly #source: SettingsSource;

  constructor(source: SettingsSource) {
    this.#source = source;
  }

  get applyOn(): ApplyOn {
    return this.#oneOf('applyOn', ['manual', 'save', 'saveWhenIdle', 'continue']);
  }

  get review(): ReviewWhen {
    return this.#oneOf('review', ['whenUnsure', 'always', 'never']);
  }

  get onUnsupported(): OnUnsupported {
    return this.#oneOf('onUnsupported', ['ask', 'restart', 'never']);
  }

  /** In milliseconds. */
  get idleDelay(): number {
    return this.#number('idleDelay', 1500, 0, 60_000);
  }

  /** How long threads may take to stop, in milliseconds. */
  get stopTimeout(): number {
    return this.#number('stopTimeout', 5000, 100, 600_000);
  }

  get decorations(): boolean {
    return this.#source.get('decorations') !== false;
  }

  get debugAdapter(): 'process' | 'inline' {
    return this.#oneOf('debugAdapter', ['process', 'inline']);
  }

  shows(reason: NoticeReason): boolean {
    return this.#notifications()[reason] !== false;
  }

  /** "Don't show again". */
  async silence(reason: NoticeReason): Promise<void> {
    await this.#source.set('notifications', { ...this.#notifications(), [reason]: false });
  }

  async showAll(): Promise<void> {
    await this.#source.set('notifications', undefined);
  }

  onChanged(listener: () => void): Disposable {
    return this.#source.onChanged(listener);
  }

  #notifications(): Record<string, unknown> {
    const value = this.#source.get('notifications');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  }

  /** The first is the default. */
  #oneOf<const T extends string>(name: string, values: readonly [T, ...T[]]): T {
    const given = this.#source.get(name);
    return values.find((value) => value === given) ?? values[0];
  }

  #number(name: string, fallback: number, least: number, most: number): number {
    const given = this.#source.get(name);
    if (typeof given !== 'number' || !Number.isFinite(given)) return fallback;
    return Math.min(most, Math.max(least, given));
  }
}
