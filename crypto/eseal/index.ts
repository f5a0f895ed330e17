export { parseSeal, type Seal, type SealPicture, type SealStandard, type SignerList } from './seal.js';
export { parseSealSignature, type SealSignature } from './signature.js';
export {
  isOpen,
  SEAL_STEPS,
  SEAL_VERDICTS,
  type SealAnswer,
  type SealStep,
  type SealVerdict,
} from './verdicts.js';
export {
  type SealReport,
  type SealTrust,
  unchecked,
  unreadable,
  verifySeal,
  verifySealSignature,
} from './verify.js';
