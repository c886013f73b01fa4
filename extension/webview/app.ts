import type { Decision } from '../../protocol/lsp/index.js';
import {
  REVIEW_PROTOCOL,
  type FrameValues,
  type FromPanel,
  type Question,
  type ReviewedPlace,
  type ReviewModel,
  type ShowAt,
  type ToPanel,
} from '../../protocol/review.js';
import { firstFrame, frameAt, placeOf, type FrameKey } from './rows.js';
import { t } from './translate.js';

/** What the editor gives a webview. */
export interface Host {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: Saved): void;
}

export const TABS = ['stacks', 'functions', 'state', 'statements', 'plan'] as const;
export type Tab = (typeof TABS)[number];

/** What is kept when the panel is hidden and shown again. */
export interface Saved {
  /** Whose panel it is, by which it is found again. */
  session: string;
  tab: Tab;
  frame: FrameKey | null;
  folded: string[];
  treeTop: number;
  /** What has been typed and not yet decided, by field. */
  drafts: Record<string, string>;
}

/** A choice of places on one line of the new code. */
export interface OpenMenu {
  place: number;
  /** 1-based, in the document. */
  line: number;
  active: number;
}

const nothing: Saved = {
  session: '',
  tab: 'stacks',
  frame: null,
  folded: [],
  treeTop: 0,
  drafts: {},
};

/** The panel's state and what changes it. */
export class App {
  model: ReviewModel | undefined;
  saved: Saved;
  /** Key of the row that has the tree's focus. */
  activeRow: string | undefined;
  /** 1-based line that has the new code's focus. */
  activeLine: number | undefined;
  menu: OpenMenu | undefined;
  working: 'planning' | 'applying' | null = 'planning';
  /** What is said aloud. */
  status = '';
  isError = false;
  hasEnded = false;
  values: FrameValues[] = [];
  /** Whether it is known by now of which frames there are values. */
  hasValues = false;
  /** Whether the program can be stopped for a moment to read its values. */
  canLook = false;
  readonly #host: Host;
  readonly #paint: () => void;
  /** Why a decision was refused, by its field. */
  readonly #refusals = new Map<string, string>();
  readonly #waiting = new Map<number, string>();
  #ids = 0;
  #question = -1;
  /** Asks the views to bring the selection into sight. */
  reveal = true;

  constructor(host: Host, paint: () => void) {
    this.#host = host;
    this.#paint = paint;
    this.saved = { ...nothing, ...(host.getState() as Partial<Saved> | undefined) };
  }

  start(): void {
    this.send({ type: 'ready', protocol: REVIEW_PROTOCOL });
  }

  send(message: FromPanel): void {
    this.#host.postMessage(message);
  }

  /** Draws again, and keeps what is to be kept. */
  changed(saved: Partial<Saved> = {}): void {
    this.saved = { ...this.saved, ...saved };
    this.#host.setState(this.saved);
    this.#paint();
  }

  /** Draws again, since something has been scrolled. */
  repaint(): void {
    this.#paint();
  }

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'model':
        return this.#take(message.model, message.at);
      case 'working':
        this.working = message.what;
        if (message.what) this.say(message.what === 'planning' ? t('Planning…') : t('Applying…'));
        return this.changed();
      case 'accepted':
        return this.#answered(message.id, undefined);
      case 'refused':
        return this.#answered(message.id, message.reason);
      case 'values':
        this.values = message.frames;
        this.canLook = message.canLook;
        this.hasValues = true;
        return this.changed();
      case 'told':
        this.hasEnded = message.isOver;
        this.working = null;
        this.say(message.text, message.isError);
        return this.changed();
      default:
        return message satisfies never;
    }
  }

  say(text: string, isError = false): void {
    this.status = text;
    this.isError = isError;
  }

  get place(): ReviewedPlace | undefined {
    const index = this.placeIndex;
    return index === undefined ? undefined : this.model?.places[index];
  }

  get placeIndex(): number | undefined {
    return this.model && placeOf(this.model, this.saved.frame);
  }

  select(frame: FrameKey): void {
    this.menu = undefined;
    this.activeLine = undefined;
    this.activeRow = rowKey(frame);
    this.changed({ frame });
  }

  /** Shows a question, on its tab. */
  show({ at }: Question): void {
    if (!this.model) return;
    this.reveal = true;
    if (at.tab === 'stacks') {
      const frame = frameAt(this.model, at.place);
      this.changed({ tab: 'stacks' });
      if (frame) this.select(frame);
      return;
    }
    this.changed({ tab: 'functions' });
  }

  nextQuestion(): void {
    const questions = this.model?.questions ?? [];
    if (questions.length === 0) return;
    this.#question = (this.#question + 1) % questions.length;
    const question = questions[this.#question];
    if (!question) return;
    this.say(question.text);
    this.show(question);
  }

  /**
   * Decides, and draws what comes of it when the host has answered.
   * @param field What the answer is shown beside.
   */
  decide(field: string, module: number, decision: Decision | null): void {
    const uri = this.model?.modules[module]?.uri;
    if (!decision || uri === undefined) return;
    const id = (this.#ids += 1);
    this.#waiting.set(id, field);
    this.#refusals.delete(field);
    this.working = 'planning';
    this.send({ type: 'decide', id, uri, decision });
    this.changed();
  }

  refusalOf(field: string): string | undefined {
    return this.#refusals.get(field);
  }

  draft(field: string): string | undefined {
    return this.saved.drafts[field];
  }

  setDraft(field: string, text: string | undefined): void {
    const { [field]: _before, ...others } = this.saved.drafts;
    this.#refusals.delete(field);
    this.changed({ drafts: text === undefined ? others : { ...others, [field]: text } });
  }

  toggle(key: string, isOpen: boolean): void {
    const others = this.saved.folded.filter((one) => one !== key);
    this.changed({ folded: isOpen ? others : [...others, key] });
  }

  #take(model: ReviewModel, at: ShowAt | null): void {
    const before = this.place;
    const isFirst = this.model === undefined;
    this.model = model;
    this.working = null;
    this.hasEnded = false;
    this.menu = undefined;
    const open = model.questions.length;
    this.say(
      open === 0
        ? t('Nothing is open.')
        : open === 1
          ? t('1 open question.')
          : t('{0} open questions.', open),
    );
    let { frame } = this.saved;
    const index = placeOf(model, frame);
    const now = index === undefined ? undefined : model.places[index];
    const isSame = before === undefined || (now && isSamePlace(now, before));
    if (!isSame || index === undefined) {
      const again = before ? model.places.findIndex((place) => isSamePlace(place, before)) : -1;
      frame = (again >= 0 ? frameAt(model, again) : undefined) ?? firstFrame(model) ?? null;
    }
    if (at || isFirst) this.reveal = true;
    this.changed({ frame, session: model.session });
    if (at) this.#showAt(model, at);
    else if (isFirst && this.saved.frame === null) this.nextQuestion();
    if (this.activeRow === undefined && frame) this.activeRow = rowKey(frame);
  }

  #showAt(model: ReviewModel, { file, line }: ShowAt): void {
    const distance = (place: ReviewedPlace): number => {
      if (model.modules[place.module]?.file !== file) return Infinity;
      const [first, last] = place.newLines ?? place.oldLines;
      const away = line === null || (first <= line && line <= last) ? 0 : Math.abs(first - line);
      return away + (place.state === 'decision' ? 0 : 0.5);
    };
    let best: number | undefined;
    model.places.forEach((place, index) => {
      const known = best === undefined ? Infinity : distance(model.places[best] as ReviewedPlace);
      if (distance(place) < known) best = index;
    });
    const frame = best === undefined ? undefined : frameAt(model, best);
    this.changed({ tab: 'stacks' });
    if (frame) this.select(frame);
    else this.nextQuestion();
  }

  #answered(id: number, reason: string | undefined): void {
    const field = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (field === undefined) return;
    if (reason === undefined) {
      this.setDraft(field, undefined);
      return;
    }
    this.working = null;
    this.#refusals.set(field, reason);
    this.say(reason, true);
    this.changed();
  }
}

export const rowKey = ({ thread, list, index }: FrameKey): string => `t${thread}.${list}.${index}`;

const isSamePlace = (a: ReviewedPlace, b: ReviewedPlace): boolean =>
  a.label === b.label &&
  a.from?.at === b.from?.at &&
  a.thread === b.thread &&
  (a.from !== null || a.oldLines[0] === b.oldLines[0]);
