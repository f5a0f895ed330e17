export { exportLog, NotContinuedError } from './export.js';
export { type LogOptions, openLog, type RunningLog } from './log.js';
export type { Publishing } from './publisher.js';
export { LogReader } from './reader.js';
export { FalseLogError, type ReadLogFile, RemoteLog } from './remote-log.js';
