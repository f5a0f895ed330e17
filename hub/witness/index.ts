export { witnessDoor } from './door.js';
export { SeenTrees } from './seen-trees.js';
export {
  type Fork,
  Witness,
  type WitnessAnswer,
  type WitnessedLogs,
  type WitnessOptions,
} from './witness.js';
