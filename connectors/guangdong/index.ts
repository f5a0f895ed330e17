export { CallbackSchema } from './callback.js';
export {
  CertificateCallbackSchema,
  fromQueryAnswer,
  toCertificateEvent,
  toCertificateQuery,
  toUseRequest,
  toWindowAnswer,
  WindowRequestSchema,
} from './certificate-format.js';
export { fromOther, toOther } from './other.js';
export { GuangdongProvince } from './province.js';
export { guangdongMapping, startGuangdong } from './start.js';
export { toInbound } from './to-local.js';
export { toDraft } from './to-national.js';
