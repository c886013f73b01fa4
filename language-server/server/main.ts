// dist/language-server.js: serves an editor over --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { connectSession } from '../../runtime-agent/client/connection.js';
import { analysisThreadName, serveAnalyses } from './analysis/analysis-thread.js';
import { ThreadedAnalyser } from './analysis/threaded-analyser.js';
import { startServer } from './server.js';
import { ThreadedTypes } from './typing/threaded-types.js';
import { serveTypes, typesThreadName } from './typing/types-thread.js';

const bundle = fileURLToPath(import.meta.url);

if (!isMainThread && workerData === analysisThreadName) {
  serveAnalyses();
} else if (!isMainThread && workerData === typesThreadName) {
  serveTypes();
} else {
  startServer({
    connection: createConnection(ProposedFeatures.all),
    analyser: new ThreadedAnalyser(bundle),
    checker: new ThreadedTypes(bundle),
    connect: connectSession,
    documentation: pathToFileURL(join(dirname(bundle), '../docs/diagnostics.md')).href,
  });
}
