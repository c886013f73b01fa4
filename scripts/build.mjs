// node scripts/build.mjs [--watch] [--production]
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { entries } from './entries.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Some bundled packages are CommonJS and `require` Node's own modules.
const requireInEsm =
  "import { createRequire as $createRequire } from 'node:module';\n" +
  'const require = $createRequire(import.meta.url);';

/**
 * esbuild's options for one bundle.
 * @param {import('./entries.mjs').Entry} entry
 * @param {{ production?: boolean, outdir?: string }} [options] `production` minifies and leaves
 *   source maps out.
 * @returns {esbuild.BuildOptions & { outfile: string }}
 */
export function bundleOptions(entry, { production = false, outdir = 'dist' } = {}) {
  if (entry.browser) return webviewOptions(entry, production, outdir);
  const format = extname(entry.out) === '.mjs' ? 'esm' : 'cjs';
  const banner = [
    ...(entry.executable ? ['#!/usr/bin/env node'] : []),
    ...(format === 'esm' ? [requireInEsm] : []),
  ].join('\n');
  return {
    absWorkingDir: root,
    entryPoints: [entry.source],
    outfile: join(outdir, entry.out),
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format,
    banner: banner === '' ? {} : { js: banner },
    ...(format === 'cjs'
      ? {
          define: { 'import.meta.url': '$importMetaUrl' },
          inject: ['scripts/import-meta-url/shim.js'],
        }
      : {}),
    // `vscode` is given by the editor; esbuild brings an executable and is installed as it is.
    // So does the driver of the browser, which only the benchmark uses.
    external: ['esbuild', 'vscode', 'playwright-core'],
    sourcemap: !production,
    sourcesContent: false,
    minifyWhitespace: production || entry.compact === true,
    // Neither may change names: a function that is written where it is used has none.
    minifySyntax: production && !entry.keepsNames,
    minifyIdentifiers: production && !entry.keepsNames,
    legalComments: production ? 'linked' : 'none',
    logLevel: 'silent',
  };
}

/**
 * The oldest editor that the extension runs in has Chromium 132.
 * @param {import('./entries.mjs').Entry} entry
 * @param {boolean} production
 * @param {string} outdir
 * @returns {esbuild.BuildOptions & { outfile: string }}
 */
function webviewOptions({ source, out }, production, outdir) {
  return {
    absWorkingDir: root,
    entryPoints: [source],
    outfile: `${outdir}/${out}`,
    bundle: true,
    platform: 'browser',
    target: 'chrome132',
    format: 'iife',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    sourcemap: !production,
    sourcesContent: false,
    minify: production,
    legalComments: production ? 'linked' : 'none',
    logLevel: 'silent',
  };
}

/**
 * Builds every entry into `dist/`.
 * @param {object} [options]
 * @param {boolean} [options.production] Minified, without source maps.
 * @param {boolean} [options.watch] Resolves after the first build and goes on building until the
 *   process ends.
 * @param {string} [options.packageFolder] What belongs into the package for the editor goes to `dist/`
 *   in this folder instead.
 * @param {(line: string) => void} [options.log]
 * @throws {Error} naming the first entry that does not build, with esbuild's message.
 */
export async function build({
  production = false,
  watch = false,
  packageFolder,
  log = console.error,
} = {}) {
  const started = performance.now();
  const outdir = packageFolder === undefined ? 'dist' : join(packageFolder, 'dist');
  const left = packageFolder === undefined ? 'package' : 'checkout';
  const chosen = entries.filter(({ only }) => only !== left);
  await mkdir(resolve(root, outdir), { recursive: true });
  // The command is CommonJS: it runs programs in its own process, where a CommonJS program has to
  // find itself in the main script's turn, not in a module's job.
  await writeFile(resolve(root, outdir, 'package.json'), '{ "type": "commonjs" }\n');
  if (watch) {
    await Promise.all(chosen.map((entry) => watchEntry(entry, log)));
    log(`watching ${chosen.length} entries`);
    return;
  }
  await Promise.all(
    chosen.map(async (entry) => {
      const options = bundleOptions(entry, { production, outdir });
      try {
        await esbuild.build(options);
      } catch (error) {
        throw new Error(`${entry.source} does not build:\n${messageOf(error)}`, { cause: error });
      }
      if (entry.executable) await chmod(resolve(root, options.outfile), 0o755);
    }),
  );
  log(`built ${chosen.length} bundles in ${Math.round(performance.now() - started)} ms`);
}

/**
 * @param {import('./entries.mjs').Entry} entry
 * @param {(line: string) => void} log
 */
async function watchEntry(entry, log) {
  const options = bundleOptions(entry);
  const context = await esbuild.context({
    ...options,
    plugins: [
      {
        name: 'report',
        setup(building) {
          building.onEnd(async (result) => {
            const [error] = result.errors;
            if (error) log(messageOf({ errors: result.errors }));
            else log(`built ${entry.out}`);
            if (!error && entry.executable) await chmod(join(root, options.outfile), 0o755);
          });
        },
      },
    ],
  });
  await context.watch();
}

/**
 * @param {unknown} failure
 * @returns {string} One line per error: `file:line:column: text`.
 */
function messageOf(failure) {
  const errors = /** @type {{ errors?: esbuild.Message[] }} */ (failure).errors;
  if (!errors) return String(failure);
  return errors
    .map(({ location, text }) =>
      location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
    )
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = new Set(process.argv.slice(2));
  try {
    await build({ watch: flags.has('--watch'), production: flags.has('--production') });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
