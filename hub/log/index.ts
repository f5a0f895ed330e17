export { exportLog, NotContinuedError } from './export.js';
export { exportStamps } from './export-stamps.js';
export { type LogOptions, openLog, type RunningLog } from './log.js';
export type { Publishing } from './publisher.js';
export { LogReader } from './reader.js';
export { FalseLogError, type ReadLogFile, RemoteLog } from './remote-log.js';
export type { TimeStamping } from './stamper.js';
export type { TsaPeer } from './tsa-client.js';
