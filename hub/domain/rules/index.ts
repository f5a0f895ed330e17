export { groupBy } from './group.js';
export { RuleDataError } from './rule-data-error.js';
export { isDay, isInForce, periodFault, type Validity } from './validity.js';
