export { DueActs, type DueActsSettings } from './engine.js';
export { dueActsOf } from './kinds.js';
export { type RunningRemedy, remedyClock } from './remedy.js';
