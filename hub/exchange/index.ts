export type { DispatchLease, ReceivedMessage, StoredAct } from './act.js';
export { Batcher } from './batcher.js';
export { type Acknowledgement, Door, type DoorSettings } from './door.js';
export { Recorder } from './recorder.js';
export { type Rules, type RulesSource, readRules, watchRules } from './rules.js';
export type { Appending, Expectation, IncludedLeaf, TransparencyLog } from './transparency-log.js';
