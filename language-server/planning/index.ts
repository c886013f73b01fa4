export { ASK_BELOW, planModule, type ActivePlace, type PlanInput } from './plan.js';
export { carryOverrides, carryPlanOverrides, overridesIn } from './overrides.js';
export { textLines, type LineOf } from './places.js';
