export { inferCorrespondence } from './infer.js';
export type { InferredCorrespondence } from './correspondence.js';
export type * from './types.js';
export { MatchedCorrespondence } from './matched.js';
export { composeCorrespondences } from './compose.js';
export { pairClasses } from './classes.js';
export { invertCorrespondence } from './invert.js';
export { functionLabel, gapLabel, pointLabels, variableLabels } from './labels.js';
export {
  inferAcross,
  mapPointAcross,
  mayExchange,
  noteMoves,
  type FileCorrespondence,
  type ModuleChange,
  type MovedBinding,
  type MovedCode,
  type ProgramCorrespondence,
  type RenamedFile,
} from './across.js';
export { findPlace, findStatement, type NamedPlace } from './decisions.js';
