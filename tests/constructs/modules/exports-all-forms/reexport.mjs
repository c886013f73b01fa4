export * from './lib.mjs';
export { default, f as renamedF } from './lib.mjs';
export * as nested from './lib.mjs';
export const own = 'own';
