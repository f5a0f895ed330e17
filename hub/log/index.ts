export { type LogOptions, openLog, type RunningLog } from './log.js';
export type { Publishing } from './publisher.js';
export type { LogReader } from './reader.js';
