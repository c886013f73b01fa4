import { basename, dirname } from 'node:path';
import {
  ProcessExecution,
  Task,
  TaskRevealKind,
  tasks,
  TaskScope,
  workspace,
  Uri,
  type TaskDefinition,
  type TaskExecution,
} from 'vscode';
import type { Disposable } from '../signal.js';

export const taskType = 'restitch';

/** A task of type `restitch`, as tasks.json has it. */
export interface ProgramTaskDefinition extends TaskDefinition {
  program: string;
  args?: string[];
  cwd?: string;
  runtimeExecutable?: string;
}

/** Runs programs by `restitch run` in terminals, without a debugger. */
export class ProgramTasks implements Disposable {
  readonly #cli: string;
  readonly #running = new Map<number, TaskExecution>();
  readonly #disposables: Disposable[];

  /** @param cli The command's bundle. */
  constructor(cli: string) {
    this.#cli = cli;
    this.#disposables = [
      tasks.registerTaskProvider(taskType, {
        provideTasks: () => [],
        resolveTask: ({ definition, scope }) => {
          const given = definition as ProgramTaskDefinition;
          return typeof given.program === 'string' ? this.#taskOf(given, scope) : undefined;
        },
      }),
      tasks.onDidStartTaskProcess(({ execution, processId }) => {
        if (execution.task.definition.type === taskType) this.#running.set(processId, execution);
      }),
      tasks.onDidEndTask(({ execution }) => {
        for (const [pid, known] of this.#running)
          if (known === execution) this.#running.delete(pid);
      }),
    ];
  }

  /** Runs a program, given by its absolute path, in a terminal. */
  async run(program: string, cwd = folderOf(program)): Promise<void> {
    await tasks.executeTask(this.#taskOf({ type: taskType, program, cwd }));
  }

  /**
   * Ends the task of a process and runs it again.
   * @returns Whether there is such a task.
   */
  async restart(pid: number): Promise<boolean> {
    const execution = this.#running.get(pid);
    if (!execution) return false;
    const ended = new Promise<void>((resolve) => {
      const listening = tasks.onDidEndTask((event) => {
        if (event.execution !== execution) return;
        listening.dispose();
        resolve();
      });
    });
    execution.terminate();
    await ended;
    await tasks.executeTask(execution.task);
    return true;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #taskOf(definition: ProgramTaskDefinition, scope: Task['scope'] = TaskScope.Workspace): Task {
    const { program, args = [], cwd, runtimeExecutable = 'node' } = definition;
    const execution = new ProcessExecution(
      runtimeExecutable,
      [this.#cli, 'run', '--workspace', program, ...args],
      cwd === undefined ? {} : { cwd },
    );
    const task = new Task(definition, scope, basename(program), 'restitch', execution, []);
    task.presentationOptions = { reveal: TaskRevealKind.Always, focus: false, clear: true };
    return task;
  }
}

/** The workspace folder of a file, or the folder that it is in. */
export function folderOf(file: string): string {
  return workspace.getWorkspaceFolder(Uri.file(file))?.uri.fsPath ?? dirname(file);
}
