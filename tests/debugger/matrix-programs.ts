/** How a kind of function is written around a body, and how the program gets to run it once. */
interface Kind {
  /** The function; it calls `inner` where it is not the leaf. */
  define: (body: string) => string;
  call: string;
  /** Kinds that hand a promise or an iterator back. */
  isAsync?: boolean;
}

export const functionKinds: Record<string, Kind> = {
  function: { define: (body) => `function work(n) {\n${body}}\n`, call: 'work(3)' },
  arrow: { define: (body) => `const work = (n) => {\n${body}};\n`, call: 'work(3)' },
  method: {
    define: (body) => `class Box {\n#kept = 1;\nwork(n) {\n${body}}\n}\n`,
    call: 'new Box().work(3)',
  },
  constructor: {
    // Typed by hand: the name means something to every object.
    define: (body: string) =>
      `class Box {\nconstructor(n) {\n${body.replace('return c;', 'this.c = c;')}}\n}\n`,
    call: 'new Box(3).c',
  },
  getter: {
    define: (body) => `class Box {\nget work() {\nconst n = 3;\n${body}}\n}\n`,
    call: 'new Box().work',
  },
  setter: {
    define: (body) =>
      `class Box {\nset work(n) {\n${body.replace('return c;', 'this.c = c;')}}\n}\n`,
    call: '(() => { const box = new Box(); box.work = 3; return box.c; })()',
  },
  async: {
    define: (body) => `async function work(n) {\nawait null;\n${body}}\n`,
    call: 'await work(3)',
    isAsync: true,
  },
  generator: {
    define: (body) => `function* work(n) {\nyield 1;\n${body}}\n`,
    call: '(() => { const g = work(3); g.next(); return g.next().value; })()',
  },
  asyncGenerator: {
    define: (body) => `async function* work(n) {\nyield 1;\n${body}}\n`,
    call: 'await (async () => { const g = work(3); await g.next(); return (await g.next()).value; })()',
    isAsync: true,
  },
  module: { define: (body: string) => body.replace('return c;', 'done(c);'), call: '' },
};

export const stopKinds = ['breakpoint', 'step', 'pause', 'exception', 'entry'] as const;
export type StopKind = (typeof stopKinds)[number];

export interface Program {
  /** Version `k` of its text. */
  text: (k: number) => string;
  /** 1-based line of a version that holds a marker. */
  line: (k: number, marker: string) => number;
}

/** A frame's function is on top of the stack, or waits in a call of another one. */
export type Place = 'leaf' | 'below';

/** The program of a cell: version 2 has further lines, and its statements say something else. */
export function programOf(kind: string, stop: StopKind, place: Place): Program {
  const { define, call, isAsync = false } = functionKinds[kind] as Kind;
  const stops: Record<StopKind, string> = {
    breakpoint: 'let b = a * 2; // here',
    step: 'let z = a; // before\nlet b = a * 2; // here',
    pause: 'let go = true; while (go) { // spin\nbusy(a); // turn\n}\nlet b = a * 2; // here',
    exception: `let b = 0; try {\nthrow new Error('e' + a); // thrown\n} catch (e) {\nb = a * 2; // here\n}`,
    entry: 'let b = a * 2; // here',
  };
  const text = (k: number): string => {
    const added = k > 1 ? '// A new line.\n' : '';
    const body = `let a = ${kind === 'module' ? '3' : 'n'} + 1;\n${
      place === 'below' ? 'let b = inner(a); // waits\n' : `${stops[stop]}\n`
    }let c = b + ${k * 100}; // after\nlog(c);\nreturn c;\n`;
    const inner = `function inner(a) {\n${stops[stop]}\nlet d = b; // inner after\nreturn d;\n}\n`;
    const start = kind === 'module' ? '' : `done(${call});\n`;
    const run = isAsync ? `(async () => {\n${start}})();\n` : start;
    return (
      `${added}const log = (x) => console.log('log', x);\nconst done = (x) => console.log('done', x);\nlet turns = 0;\n` +
      `function busy() {\nturns += 1;\n}\n${place === 'below' ? inner : ''}${define(body)}${run}`
    );
  };
  const line = (k: number, marker: string): number =>
    text(k)
      .split('\n')
      .findIndex((item) => item.includes(marker)) + 1;
  return { text, line };
}
