export { type ClockReading, readClocks } from './clock-reading.js';
export { answerClock } from './consultation.js';
export { DueActs, type DueActsParts, type DueActsSettings } from './engine.js';
export { dueActsOf } from './kinds.js';
export { type OwedBy, owedBy } from './ladder.js';
export { clocksOf } from './limits.js';
export { type RunningRemedy, remedyClock } from './remedy.js';
