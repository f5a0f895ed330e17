export { type DispatchLease, type ReceivedMessage, type StoredAct } from './act.js';
export { Batcher } from './batcher.js';
export { type Acknowledgement, Door, type DoorSettings } from './door.js';
export type { Expectation, IncludedLeaf, InclusionSource } from './inclusion.js';
export { Recorder } from './recorder.js';
export { type Rules, type RulesSource, readRules, watchRules } from './rules.js';
