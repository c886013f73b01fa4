import remapping from '@jridgewell/remapping';
import ts from 'typescript';
import { CompileFailure, type Compiled, type CompileRequest } from './compiler.js';
import { toCommonJs } from './to-commonjs.js';

/** What stays as it is in the tsconfig of the author. */
const kept = [
  'emitDecoratorMetadata',
  'experimentalDecorators',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'verbatimModuleSyntax',
] as const;

const jsxModes: Record<string, ts.JsxEmit> = {
  preserve: ts.JsxEmit.Preserve,
  react: ts.JsxEmit.React,
  'react-jsx': ts.JsxEmit.ReactJSX,
  'react-jsxdev': ts.JsxEmit.ReactJSXDev,
};

/**
 * TypeScript's own compiler, one file at a time. Its output for CommonJS keeps exported variables as
 * properties of `exports`, where an update would not find them as variables; so it makes an ES module,
 * and imports and exports are turned afterwards.
 */
export const compiler = {
  compile(request: CompileRequest): Compiled {
    const { name, text, language, format } = request;
    const fileName = `/${name.replace(/\.[^.]*$/, '')}.${language}`;
    const output = ts.transpileModule(text, {
      fileName,
      reportDiagnostics: true,
      compilerOptions: { ...optionsOf(request), sourceMap: true },
    });
    const wrong = output.diagnostics?.find(
      ({ category, file }) => category === ts.DiagnosticCategory.Error && file !== undefined,
    );
    if (wrong) throw failureOf(wrong);
    const compiled = {
      text: output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ''),
      map: output.sourceMapText ?? '',
    };
    return format === 'commonjs' ? withCommonJs(compiled) : compiled;
  },
};

/** TypeScript's own ways to write CommonJS. */
const writesCommonJs = /\bimport\s+(type\s+)?[\p{ID_Continue}$]+\s*=|\bexport\s*=/u;

function optionsOf({ compilerOptions, language, text }: CompileRequest): ts.CompilerOptions {
  const options: ts.CompilerOptions = {
    // Imports and exports stay. The first also turns `import x = require()` and `export =`; it leaves
    // nothing of a module whose imports and exports are all of types, though.
    module: writesCommonJs.test(text) ? ts.ModuleKind.Preserve : ts.ModuleKind.ESNext,
    // Whatever is newer and some supported Node does not know (decorators, `using`) is turned.
    target: ts.ScriptTarget.ES2022,
    useDefineForClassFields: definesFields(compilerOptions),
    isolatedModules: true,
    allowJs: language === 'jsx',
    noEmitHelpers: false,
  };
  for (const name of kept) {
    if (compilerOptions[name] !== undefined) options[name] = compilerOptions[name] as never;
  }
  const jsx = compilerOptions['jsx'];
  options.jsx =
    (typeof jsx === 'string' ? jsxModes[jsx.toLowerCase()] : undefined) ?? ts.JsxEmit.React;
  return options;
}

/** TypeScript's default depends on the target that the author compiles for. */
function definesFields({ useDefineForClassFields, target }: Record<string, unknown>): boolean {
  if (typeof useDefineForClassFields === 'boolean') return useDefineForClassFields;
  if (typeof target !== 'string') return true;
  return /^es(2022|2023|2024|2025|next)$/i.test(target);
}

function withCommonJs({ text, map }: Compiled): Compiled {
  const turned = toCommonJs(text);
  if (!turned) return { text, map };
  const chained = remapping([turned.map, map], () => null, {
    excludeContent: true,
  });
  return { text: turned.text, map: chained.toString() };
}

function failureOf({ messageText, file, start }: ts.Diagnostic): CompileFailure {
  const reason = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file || start === undefined) return new CompileFailure(reason);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return new CompileFailure(reason, line + 1, character);
}
