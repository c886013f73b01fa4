export { classLabels } from './classes.js';
export {
  ASK_BELOW,
  planClosures,
  planModule,
  type ActivePlace,
  type ClosureNeed,
  type PlanInput,
} from './plan.js';
export { isPrimitive, statementText } from './module-state.js';
export { carryOverrides, carryPlanOverrides, overridesIn, withInferred } from './overrides.js';
export { placeOf, textLines, type LineOf } from './places.js';
export { Elsewhere } from './elsewhere.js';
