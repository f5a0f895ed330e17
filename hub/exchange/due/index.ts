export { DueActs, type DueActsSettings } from './engine.js';
export { dueActsOf } from './kinds.js';
