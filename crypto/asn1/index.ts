export { elementsOf, Fields, innerOf, membersOf } from './fields.js';
export { DerError, type DerNode, readDer, type TagClass, unpadDer } from './read.js';
export {
  type Bits,
  bitBytesOf,
  bitsOf,
  booleanOf,
  integerOf,
  isContext,
  isOf,
  nameOf,
  octetsOf,
  oidOf,
  smallIntegerOf,
  textOf,
  timeOf,
} from './values.js';
export {
  derBits,
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTagged,
  derText,
  derTime,
  derValue,
  type StringType,
} from './write.js';
