// Stands for `import.meta.url` in CommonJS bundles; dropped from those that do not use it.
import { pathToFileURL } from 'node:url';

export const $importMetaUrl = /* @__PURE__ */ pathToFileURL(__filename).href;
