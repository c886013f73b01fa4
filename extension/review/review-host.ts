import type { OverrideAnswer, OverrideParams, ReviewAnswer } from '../../protocol/lsp/index.js';
import {
  REVIEW_PROTOCOL,
  type FrameValues,
  type FromPanel,
  type ReviewedModule,
  type ReviewModel,
  type ShowAt,
  type ToPanel,
} from '../../protocol/review.js';
import type { Translate } from '../translate.js';
import { buildReview } from './build-model.js';

/** What came of applying. */
export interface ReviewEnd {
  text: string;
  /** The panel is of no more use. */
  isDone: boolean;
  isError: boolean;
}

/** What a transformer is for. */
export interface TransformerFor {
  module: ReviewedModule;
  section: 'classes' | 'bindings';
  name: string;
}

/** A program that stands still until it is left. */
export interface Look {
  values(model: ReviewModel): AsyncIterable<FrameValues>;
  leave(): Promise<void>;
}

/** What the host of the panel needs of the editor. */
export interface ReviewPorts {
  post(message: ToPanel): void;
  /** `undefined` when the language server cannot say. */
  review(): Promise<ReviewAnswer | undefined>;
  override(params: OverrideParams): Promise<OverrideAnswer | undefined>;
  apply(): Promise<ReviewEnd>;
  /** Live values of the frames of a stopped program, as they come. */
  values(model: ReviewModel): AsyncIterable<FrameValues>;
  /** Whether nobody debugs the program, so that a debugger can be attached for a moment. */
  canLook(): boolean;
  /**
   * Stops the program for a moment.
   * @param before What the panel shows of it.
   * @throws {Error} why that cannot be done.
   */
  look(before: ReviewModel): Promise<Look>;
  /** By which files are named. */
  folders(): readonly string[];
  openDiff(module: ReviewedModule): Promise<void>;
  openSource(module: ReviewedModule, line: number): Promise<void>;
  openPlan(text: string): Promise<void>;
  editTransformer(what: TransformerFor, answer: ReviewAnswer): Promise<void>;
  close(): void;
  t: Translate;
}

/** Serves a panel: tells it what an update would do, and carries out what is decided there. */
export class ReviewHost {
  #model: ReviewModel | undefined;
  #answer: ReviewAnswer | undefined;
  #at: ShowAt | null;
  #values: FrameValues[] = [];
  #isReady = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly ports: ReviewPorts,
    at: ShowAt | null = null,
  ) {
    this.#at = at;
  }

  /** What the panel has been told last. */
  get shown(): { model: ReviewModel | undefined; values: readonly FrameValues[] } {
    return { model: this.#model, values: this.#values };
  }

  /** Begins at another place. */
  show(at: ShowAt | null): void {
    this.#at = at;
    if (this.#isReady) void this.refresh();
  }

  /** Tells the panel what is so now. */
  refresh(): Promise<void> {
    return this.#inOrder(async () => {
      if (!this.#isReady) return;
      this.ports.post({ type: 'working', what: 'planning' });
      await this.#tell();
    });
  }

  /** The program has ended, or runs what was reviewed: there is nothing more to decide. */
  end(text: string, isError: boolean): void {
    this.#say(text, isError, true);
  }

  get #noServer(): string {
    return this.ports.t('The language server does not answer: the plan is not known.');
  }

  #say(text: string, isError: boolean, isOver: boolean): void {
    this.ports.post({ type: 'told', text, isError, isOver });
  }

  receive(message: FromPanel): Promise<void> {
    const { ports } = this;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        if (message.protocol !== REVIEW_PROTOCOL) {
          this.end(ports.t('The panel is of another version: open it again.'), true);
          return Promise.resolve();
        }
        return this.refresh();
      case 'decide':
        return this.#inOrder(() => this.#decide(message));
      case 'acceptProposals':
        return this.#inOrder(() => this.#acceptProposals());
      case 'apply':
        return this.#inOrder(() => this.#apply());
      case 'cancel':
        ports.close();
        return Promise.resolve();
      case 'refresh':
        return this.refresh();
      case 'look':
        return this.#inOrder(() => this.#look());
      case 'openDiff':
        return this.#withModule(message.module, (module) => ports.openDiff(module));
      case 'openSource':
        return this.#withModule(message.module, (module) => ports.openSource(module, message.line));
      case 'openPlan':
        return ports.openPlan(this.#model?.planText ?? '');
      case 'editTransformer':
        return this.#withModule(message.module, async (module) => {
          const { section, name } = message;
          if (this.#answer) await ports.editTransformer({ module, section, name }, this.#answer);
        });
      default:
        return message satisfies never;
    }
  }

  /** Requests are answered one after the other, whatever becomes of those before. */
  #inOrder(work: () => Promise<void>): Promise<void> {
    const result = this.#last.then(work).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      this.#say(text, true, false);
    });
    this.#last = result;
    return result;
  }

  async #withModule(index: number, work: (module: ReviewedModule) => Promise<void>): Promise<void> {
    const module = this.#model?.modules[index];
    if (module) await work(module);
  }

  /** @param look A program that stands still: what is told of it is of one moment. */
  async #tell(look?: Look): Promise<void> {
    const answer = await this.ports.review();
    if (!answer) return this.#say(this.#noServer, true, false);
    this.#answer = answer;
    this.#model = buildReview(answer, this.ports.folders(), this.ports.t);
    const model = this.#model;
    this.ports.post({ type: 'model', protocol: REVIEW_PROTOCOL, model, at: this.#at });
    this.#at = null;
    const told = this.#tellValues(model, look ?? this.ports);
    if (look) await told;
  }

  async #look(): Promise<void> {
    if (!this.#model) return;
    this.ports.post({ type: 'working', what: 'planning' });
    const look = await this.ports.look(this.#model);
    try {
      await this.#tell(look);
    } finally {
      await look.leave();
    }
  }

  /** Reading values takes many questions; decisions do not wait for them. */
  async #tellValues(model: ReviewModel, from: Pick<Look, 'values'>): Promise<void> {
    const canLook = this.ports.canLook();
    const frames: FrameValues[] = [];
    this.#values = frames;
    try {
      for await (const frame of from.values(model)) {
        if (this.#model !== model) return;
        frames.push(frame);
        this.ports.post({ type: 'values', frames: [...frames], canLook });
      }
    } catch {
      // The program has gone on meanwhile.
    }
    if (frames.length === 0) this.ports.post({ type: 'values', frames, canLook });
  }

  async #decide({ id, uri, decision }: Extract<FromPanel, { type: 'decide' }>): Promise<void> {
    const answer = await this.ports.override({ uri, decision });
    if (answer?.accepted === true) {
      await this.#tell();
      this.ports.post({ type: 'accepted', id });
    } else this.ports.post({ type: 'refused', id, reason: answer?.reason ?? this.#noServer });
  }

  async #acceptProposals(): Promise<void> {
    this.ports.post({ type: 'working', what: 'planning' });
    for (const { proposal } of this.#model?.questions ?? []) {
      if (proposal) await this.ports.override(proposal);
    }
    await this.#tell();
  }

  async #apply(): Promise<void> {
    this.ports.post({ type: 'working', what: 'applying' });
    const { text, isDone, isError } = await this.ports.apply();
    if (isDone) return this.end(text, isError);
    await this.#tell();
    this.#say(text, isError, false);
  }
}
