export { Inclusion } from './inclusion.js';
export { LogReader } from './reader.js';
export { type SequencedBatch, Sequencer } from './sequencer.js';
