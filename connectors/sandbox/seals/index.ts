export {
  type Holder,
  issueSm2,
  pemOf,
  SM2_WITH_SM3,
  signSm2,
  USAGES,
} from './certificate.js';
export { LIST, type OfdFiles, type OfdSealForm, sealOfd } from './ofd.js';
export { openSealOffice, type SealOffice, sealTrustOf } from './office.js';
export { makeSeal, PIXEL, putSeal, VENDOR } from './seal.js';
