export { openExaminers } from './examiners.js';
export { logAt } from './input.js';
export { type GroupOptions, groupsWithheld, withGroupOptions } from './withhold.js';
