import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Uri, ViewColumn, window, workspace } from 'vscode';
import type {
  Decision,
  OverrideAnswer,
  OverrideParams,
  ReviewAnswer,
} from '../../protocol/lsp/index.js';
import type { Disposable } from '../signal.js';
import type { TransformerFor } from './review-host.js';
import { bindingTransformer, classTransformer, typeTransformer } from './transformer-text.js';

/** Carries a decision out. */
type Decide = (uri: string, decision: Decision) => Promise<OverrideAnswer | undefined>;

interface Written {
  uri: string;
  decision: Decision;
  decide: Decide;
}

/** State transformers, each in a file of its own that lies with the editor's data. */
export class Transformers implements Disposable {
  readonly #folder: string;
  readonly #written = new Map<string, Written>();
  readonly #registration: Disposable;

  constructor(folder: string) {
    this.#folder = folder;
    this.#registration = workspace.onDidSaveTextDocument(({ uri }) => {
      const written = this.#written.get(uri.fsPath);
      if (written) void this.#take(written);
    });
  }

  /** Opens the transformer of a class or a variable; it is in the plan once it is saved. */
  async edit(
    session: string,
    { module, section, name }: TransformerFor,
    answer: ReviewAnswer,
    decide: Decide,
  ): Promise<void> {
    const plan = answer.plan.modules.find(({ file }) => file === module.file);
    const file = join(this.#folder, session, `${basename(module.file)}.${fileName(name)}.ts`);
    const decision: Decision =
      section === 'classes'
        ? { section, now: name, override: { file } }
        : { section, name, override: { file } };
    const text = await textFor(plan, section, name, module.file);
    if (text === undefined) return;
    const entry = plan?.[section].find((one) => 'override' in one && hasFile(one.override, file));
    // What was written before goes on only if the plan still has it.
    await this.#open(file, text, entry !== undefined, { uri: module.uri, decision, decide });
  }

  /** Opens the transformer of a type that a document declares. It begins anew each time. */
  async editType(
    { uri, decision }: OverrideParams & { decision: { section: 'types' } },
    decide: Decide,
  ): Promise<void> {
    const { name, override } = decision;
    if (!override || !('transform' in override)) return;
    const declared = Uri.parse(uri).fsPath;
    const file = join(this.#folder, 'types', `${basename(declared)}.${fileName(name)}.ts`);
    const written = { uri, decision: { ...decision, override: { file } }, decide };
    await this.#open(file, typeTransformer(name, override.transform), false, written);
  }

  async #open(file: string, text: string, goesOn: boolean, written: Written): Promise<void> {
    const before = await readFile(file, 'utf8').catch(() => undefined);
    if (before === undefined || !goesOn) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const uri = Uri.file(file);
    this.#written.set(uri.fsPath, written);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: false });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #take({ uri, decision, decide }: Written): Promise<void> {
    const answer = await decide(uri, decision);
    if (answer?.accepted === false)
      void window.showErrorMessage(answer.reason ?? 'The transformer is not part of the plan.');
  }
}

const hasFile = (override: unknown, file: string): boolean =>
  (override as { file?: unknown } | undefined)?.file === file;

const fileName = (name: string): string => name.replace(/[^\w$-]/g, '_');

async function textFor(
  plan: ReviewAnswer['plan']['modules'][number] | undefined,
  section: TransformerFor['section'],
  name: string,
  file: string,
): Promise<string | undefined> {
  if (section === 'bindings') {
    const entry = plan?.bindings.find((binding) => binding.name === name);
    return entry && bindingTransformer(entry);
  }
  const entry = plan?.classes.find(({ now }) => now === name);
  if (!entry) return undefined;
  const document = await workspace.openTextDocument(Uri.file(file));
  return classTransformer(entry, { file, text: document.getText() });
}
