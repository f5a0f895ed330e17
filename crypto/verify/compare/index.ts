export { checkpointsIn, type Found, type FoundCheckpoint, inFiles } from './collect.js';
export { type Comparison, type ComparisonTools, compareCheckpoints, openKnown } from './comparison.js';
export { formatMisbehaviour, type Misbehaviour, parseMisbehaviour } from './misbehaviour.js';
