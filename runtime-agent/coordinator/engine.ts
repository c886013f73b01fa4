// dist/engine.cjs: what the coordinator needs the parser for; loaded when it is first asked for.
export { ActivationNames } from './activations.js';
export { createUpdateEngine } from './transaction/transactions.js';
