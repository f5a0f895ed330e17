export { exportLog } from './export.js';
export { type LogOptions, openLog, type RunningLog } from './log.js';
export type { Publishing } from './publisher.js';
export { LogReader } from './reader.js';
export type { TimeStamping } from './stamper.js';
export type { TsaPeer } from './tsa-client.js';
