import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse, type Node } from 'acorn';
import { instrumentModule } from '../../program-model/instrument/index.js';
import { ThreadedAnalyser } from '../../language-server/server/analysis/threaded-analyser.js';
import type {
  AnalysisRequest,
  Base,
  ModuleView,
} from '../../language-server/server/analysis/types.js';
import { fileKind } from '../../runtime-agent/loader/file-kind.js';
import { moduleText } from '../../runtime-agent/loader/compile.js';
import { hashText } from '../../runtime-agent/loader/hash.js';
import { EditableFile } from './edits.js';

/** The beginning of a text, cut behind a top-level statement near a number of lines. */
export function beginningOf(text: string, lines: number): string {
  const { body } = parse(text, { ecmaVersion: 'latest', sourceType: 'module' }) as Node & {
    body: Node[];
  };
  let end = 0;
  for (const statement of body) {
    if (text.slice(0, statement.end).split('\n').length > lines) break;
    end = statement.end;
  }
  return `${text.slice(0, end)}\n`;
}

/** What a program would run of a text, with what its loader leaves in the store for others. */
export function runningBase(file: string, authored: string, format: Base['format']): Base {
  const kind = { ...fileKind(file), format };
  const typescript = { compilerOptions: {}, emitsCommonJs: false };
  const { text, stripMap } = moduleText({ id: file, authored, kind, typescript });
  const hash = hashText(authored);
  const target = `node${process.versions.node}`;
  const texts = { authored, text, map: stripMap ?? null, skipped: null };
  const { charts = null } = instrumentModule({ id: file, hash, text, format });
  return { id: hash, file, hash, format, statements: false, target, ...texts, charts };
}

/**
 * A document one of whose functions is edited keystroke by keystroke, and compared with what runs
 * after each, in the thread that the language server does that in.
 */
export class EditedDocument {
  readonly #analyser: ThreadedAnalyser;
  readonly #file: EditableFile;

  /** @param bundle The built language server. */
  constructor(
    readonly base: Base,
    bundle: string,
  ) {
    this.#analyser = new ThreadedAnalyser(bundle);
    this.#file = new EditableFile(base.authored);
  }

  /**
   * Compares the text after a keystroke (from 0 on) with what runs.
   * @returns Milliseconds until the plan is there.
   * @throws {Error} when the comparison does not see the edit
   */
  async press(keystroke: number): Promise<number> {
    const authored = this.#file.withStatement(0.5, `note(${keystroke});`);
    const request: AnalysisRequest = {
      session: 'bench',
      base: this.base,
      authored,
      active: [],
      decided: undefined,
      changed: [],
      unloaded: [],
      loaded: [this.base.file],
    };
    const started = performance.now();
    const result = await this.#analyser.start(request).result;
    const ms = performance.now() - started;
    if (result.kind !== 'view' || !hasChanges(result.view)) throw new Error('the edit is not seen');
    return ms;
  }

  close(): void {
    this.#analyser.close();
  }
}

const hasChanges = ({ plan }: ModuleView): boolean => plan.functions.length > 0;

/** Collects this thread's garbage, so that what comes next is measured by itself. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** MiB that the process has resident, with all its threads. */
export const residentMiB = (): number => process.memoryUsage().rss / 2 ** 20;
