export { exportLog, NotContinuedError } from './export.js';
export { exportStamps } from './export-stamps.js';
export { type LogOptions, openLog, type RunningLog, type Sm3Options } from './log.js';
export type { LogPolicies, Publishing } from './publisher.js';
export { LogReader } from './reader.js';
export { FalseLogError, type ReadLogFile, RemoteLog } from './remote-log.js';
export type { TimeStamping } from './stamper.js';
export { SHA256_TREE, SM3_TREE, type Tree } from './tree.js';
export type { TsaPeer } from './tsa-client.js';
