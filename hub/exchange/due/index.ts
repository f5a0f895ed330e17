export { type ClockReading, readClocks } from './clock-reading.js';
export { calendarName, clocksOf } from './clocks.js';
export { DueActs, type DueActsParts, type DueActsSettings } from './engine.js';
export { dueActsOf } from './kinds.js';
