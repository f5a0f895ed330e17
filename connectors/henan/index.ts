export {
  fromQueryAnswer,
  toCertificateEvent,
  toQuery,
  toUseRequest,
  toWindowAnswer,
} from './certificate-format.js';
export { fromOther, toOther } from './other.js';
export { HenanProvince } from './province.js';
export { henanMapping, startHenan } from './start.js';
export { toRecord } from './to-local.js';
export { toDraft } from './to-national.js';
export { buildPackage, HenanXmlError, parsePackage, textsOf } from './xml.js';
