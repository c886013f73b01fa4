import { join } from 'node:path';
import { atLeast } from '../figure.js';
import { interleaved, ratioFigure } from '../measure/pairs.js';
import type { Place } from '../measure/place.js';
import { Program, runToEnd } from '../measure/processes.js';
import { plainArguments, runArguments } from '../measure/sessions.js';
import type { Row } from '../row.js';

const name = 'HTTP requests per second';

const warmMs = 2500;
const measureMs = 2500;

/** What a server under load came to. */
export interface ServerRun {
  requestsPerSecond: number;
  peakRssKiB: number;
}

/** A fresh server and a fresh client, each a process of its own. */
export async function serverRun(
  place: Place,
  variant: 'plain' | 'instrumented',
): Promise<ServerRun> {
  const programs = join(place.sources, 'programs');
  const session = { cwd: join(programs, 'http-server'), entry: 'main.mjs' };
  const args = variant === 'plain' ? plainArguments(session) : runArguments(place, session);
  const server = new Program(process.execPath, args, { cwd: session.cwd, env: place.env });
  try {
    const port = await server.line();
    const load = [join(programs, 'load.mjs'), port, String(warmMs), String(measureMs)];
    const { stdout } = await runToEnd(process.execPath, load);
    server.write('memory');
    return { requestsPerSecond: Number(stdout), peakRssKiB: Number(await server.line()) };
  } finally {
    server.kill();
    await server.ended;
  }
}

/** Throughput of a server with one connection's worth of work after the other, 16 at a time. */
export const httpRequests: Row = {
  names: [name],
  async measure({ place, pairs, log }) {
    log(`measuring ${name}`);
    const runs = await interleaved(
      pairs,
      () => serverRun(place, 'plain'),
      () => serverRun(place, 'instrumented'),
    );
    const ratios = runs.map(
      ([plain, instrumented]) => instrumented.requestsPerSecond / plain.requestsPerSecond,
    );
    return [ratioFigure(name, ratios, atLeast(0.97))];
  },
};
