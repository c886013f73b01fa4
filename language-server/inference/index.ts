export { inferCorrespondence } from './infer.js';
export type { InferredCorrespondence } from './correspondence.js';
export type * from './types.js';
