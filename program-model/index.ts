export * from './model/index.js';
export { analyse, type Analysis, type FunctionInfo } from './emit/analysis.js';
