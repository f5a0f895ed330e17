export { type LogOptions, openLog, type RunningLog } from './log.js';
export type { LogReader } from './reader.js';
