import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { WebSocket } from 'ws';
import type { RestitchApi } from './api.js';
import type { LiveSession } from './sessions/live-session.js';
import {
  childrenWith,
  edit,
  extension,
  folder,
  main,
  noAutoSave,
  setting,
  text,
  until,
  wordsSource,
  writeProgram,
} from './testing/programs.js';
import type { UpdateEnd } from './update/flow.js';

interface Frame {
  name: string;
  line: number;
}

/** What the built-in debugger answers that is asked to share its connection. */
interface CdpAddress {
  host: string;
  port: number;
  path?: string;
}

/** Evaluates in the program over a connection that is shared. */
async function evaluated(address: CdpAddress, expression: string): Promise<unknown> {
  const socket = new WebSocket(`ws://${address.host}:${address.port}${address.path ?? ''}`);
  try {
    return await new Promise<unknown>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const answer = JSON.parse(data.toString()) as { id?: number; result?: Evaluation };
        if (answer.id === 1) resolve(answer.result?.result.value);
      });
      socket.on('open', () => {
        const params = { expression, returnByValue: true };
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
      });
    });
  } finally {
    socket.close();
  }
}

interface Evaluation {
  result: { value: unknown };
}

describe('debugging', () => {
  let api: RestitchApi;
  let stops = 0;
  let stopped: number | undefined;
  let output = '';
  const disposables: vscode.Disposable[] = [];

  before(async () => {
    assert.ok(extension);
    await noAutoSave();
    api = await extension.activate();
    disposables.push(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: () => ({
          onDidSendMessage: (message: {
            event?: string;
            body?: { output?: string; threadId?: number };
          }) => {
            if (message.event === 'stopped') {
              stops += 1;
              stopped = message.body?.threadId;
            }
            if (message.event === 'output') output += message.body?.output ?? '';
          },
        }),
      }),
    );
  });

  beforeEach(() => {
    stops = 0;
    output = '';
    writeProgram();
  });

  afterEach(async () => {
    for (const name of ['applyOn', 'debugAdapter']) await setting(name, undefined);
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    // It is cancelled when the program ends by itself at that moment.
    await vscode.debug.stopDebugging().then(undefined, () => undefined);
    await until('the end of all sessions', () => api.sessions.live.length === 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => {
    for (const disposable of disposables) disposable.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(config: Partial<vscode.DebugConfiguration> = {}): Promise<LiveSession> {
    const whole = { type: 'restitch', request: 'launch', name: 'test', program: main, ...config };
    assert.ok(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], whole));
    return until('the session', () => api.sessions.live[0]);
  }

  function breakAt(line: number): void {
    const place = new vscode.Location(vscode.Uri.file(text), new vscode.Position(line - 1, 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
  }

  const apply = (session: LiveSession): Thenable<UpdateEnd> =>
    vscode.commands.executeCommand<UpdateEnd>('restitch.apply', { session: session.name });

  async function topFrame(): Promise<Frame> {
    const session = vscode.debug.activeDebugSession;
    assert.ok(session);
    const stack = (await session.customRequest('stackTrace', {
      threadId: stopped,
      levels: 1,
    })) as { stackFrames: Frame[] };
    const [top] = stack.stackFrames;
    assert.ok(top);
    return top;
  }

  const newWords = `export function words(n) {
  const more = 'two ';
  return more + n;
}
`;

  for (const where of ['process', 'inline'] as const) {
    it(`updates what is stopped at a breakpoint, by an adapter ${where}`, async () => {
      await setting('debugAdapter', where);
      breakAt(2);
      const session = await start();
      await until('a stop', () => stops > 0);
      assert.equal((await topFrame()).line, 2);
      await edit(text, newWords);
      const before = stops;
      const end = await apply(session);
      assert.equal(end.kind, 'applied');
      await until('the stop after the update', () => stops > before);
      assert.equal((await topFrame()).line, 3);
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      await vscode.commands.executeCommand('workbench.action.debug.continue');
      await until('the new words', () => output.includes('two '));
    });
  }

  it('applies before the debugger goes on', async () => {
    await setting('applyOn', 'continue');
    breakAt(2);
    const session = await start();
    await until('a stop', () => stops > 0);
    await edit(text, newWords);
    await until('the pending change', () => api.pending.of(session.name).length > 0);
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    await until('the new words', () => output.includes('two '));
    assert.equal(session.version, 2);
  });

  it('attaches again when the debug adapter is killed, and the session goes on', async () => {
    // The adapter of the session before may still be there.
    const others = childrenWith('debug-adapter.js');
    const session = await start();
    await until('output', () => output.includes('one '));
    const { pid } = session.record;
    const [adapter] = childrenWith('debug-adapter.js').filter((one) => !others.includes(one));
    assert.ok(adapter);
    const first = vscode.debug.activeDebugSession?.id;
    await edit(text, wordsSource('two'));
    const applied = apply(session);
    process.kill(adapter, 'SIGKILL');
    assert.equal((await applied).kind, 'applied');
    await until('another debug session', () => {
      const now = vscode.debug.activeDebugSession;
      return now !== undefined && now.id !== first;
    });
    assert.equal(api.sessions.ofProcess(pid), session);
    await edit(text, wordsSource('three'));
    assert.equal((await apply(session)).kind, 'applied');
    process.kill(pid, 'SIGKILL');
  });

  it('runs a configuration of the built-in debugger under Restitch', async () => {
    const session = await start({ type: 'node', restitch: true });
    await until('output', () => output.includes('one '));
    await edit(text, wordsSource('two'));
    assert.equal((await apply(session)).kind, 'applied');
    await until('the new words', () => output.includes('two '));
  });

  it('updates a program that the built-in debugger stops, and shares its connection with', async () => {
    const session = await start({ type: 'node', restitch: true });
    await until('output', () => output.includes('one '));
    breakAt(2);
    await until('the stop', () => stops > 0);
    assert.match((await topFrame()).name, /words/);
    // The built-in debugger has a session for each process, below the one that started it.
    const own = vscode.debug.activeDebugSession;
    assert.ok(own);
    const share = 'extension.js-debug.requestCDPProxy';
    const address = await vscode.commands.executeCommand<CdpAddress>(share, own.id);
    const agent = `typeof globalThis[Symbol.for('restitch')]`;
    assert.equal(await evaluated(address, agent), 'object');
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await own.customRequest('continue', { threadId: stopped });
    await until('output', () => output.includes('one '));
    await edit(text, wordsSource('two'));
    assert.equal((await apply(session)).kind, 'applied');
    await until('the new words', () => output.includes('two '));
    // Its debugger still stops it.
    const before = stops;
    await own.customRequest('pause', { threadId: stopped });
    await until('the pause', () => stops > before);
    await own.customRequest('continue', { threadId: stopped });
  });

  it('restarts a program with its changes', async () => {
    const session = await start();
    await until('output', () => output.includes('one '));
    const document = await edit(text, wordsSource('two'));
    await document.save();
    await vscode.commands.executeCommand('restitch.restart', { session: session.name });
    await until('the new words', () => output.includes('two '));
    const again = await until('the new session', () => api.sessions.live[0]);
    assert.notEqual(again.record.pid, session.record.pid);
  });
});
