export { openExaminers } from './examiners.js';
export { logAt } from './input.js';
