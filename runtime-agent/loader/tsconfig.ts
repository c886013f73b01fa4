import { dirname } from 'node:path';
import { getTsconfig } from 'get-tsconfig';

/** Options that change what TypeScript is turned into; the names are tsconfig's. */
const relevant = [
  'alwaysStrict',
  'emitDecoratorMetadata',
  'experimentalDecorators',
  'importsNotUsedAsValues',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'preserveValueImports',
  'strict',
  'target',
  'useDefineForClassFields',
  'verbatimModuleSyntax',
] as const;

/** What the nearest tsconfig.json (`extends` followed) means for a file. */
export interface TypeScriptOptions {
  compilerOptions: Record<string, unknown>;
  /** TypeScript's `module` means CommonJS unless the package or the extension says otherwise. */
  emitsCommonJs: boolean;
}

const none: TypeScriptOptions = { compilerOptions: {}, emitsCommonJs: false };
const known = new Map<string, TypeScriptOptions>();
const cache = new Map<string, unknown>();

/**
 * @param file Absolute path of a TypeScript file.
 * @returns The relevant options; none when there is no tsconfig.json or it cannot be read, as tsc's
 *   defaults and esbuild's agree.
 */
export function typeScriptOptions(file: string): TypeScriptOptions {
  const folder = dirname(file);
  let options = known.get(folder);
  if (!options) known.set(folder, (options = read(file)));
  return options;
}

function read(file: string): TypeScriptOptions {
  let all: Record<string, unknown>;
  try {
    const found = getTsconfig(file, 'tsconfig.json', cache);
    if (!found) return none;
    all = { ...found.config.compilerOptions };
  } catch {
    return none;
  }
  const compilerOptions: Record<string, unknown> = {};
  for (const name of relevant) {
    if (all[name] !== undefined) compilerOptions[name] = all[name];
  }
  const module = typeof all['module'] === 'string' ? all['module'].toLowerCase() : '';
  return { compilerOptions, emitsCommonJs: /^(?:commonjs|node\d*|nodenext)$/.test(module) };
}
