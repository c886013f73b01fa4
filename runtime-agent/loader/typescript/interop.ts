/**
 * What CommonJS made of an ES module needs, in one line. Names follow esbuild's, so do the rules: the
 * default of a module that says `__esModule` is its own, else it is `module.exports`.
 */
export const interop = [
  'const __export = (target, all) => {',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  'for (const name in all) Object.defineProperty(target, name, { get: all[name], enumerable: true }); };',
  'const __copy = (to, from, except) => {',
  'if (from && (typeof from === "object" || typeof from === "function")) {',
  'for (const key of Object.getOwnPropertyNames(from)) {',
  'if (!Object.prototype.hasOwnProperty.call(to, key) && key !== except) {',
  'Object.defineProperty(to, key, { get: () => from[key], enumerable: Object.getOwnPropertyDescriptor(from, key).enumerable });',
  '} } } return to; };',
  'const __reExport = (target, module) => __copy(target, module, "default");',
  'const __toESM = (module) => {',
  'const target = module != null ? Object.create(Object.getPrototypeOf(module)) : {};',
  'if (!module || !module.__esModule) Object.defineProperty(target, "default", { value: module, enumerable: true });',
  'return __copy(target, module); };',
].join(' ');
