export { dayOf } from './day-of.js';
export { groupBy } from './group.js';
export { RuleDataError } from './rule-data-error.js';
export { isDay, isInForce, overlap, periodFault, type Validity } from './validity.js';
