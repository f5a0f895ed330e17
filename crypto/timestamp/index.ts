export type { TimeStampTrust } from './path.js';
export { formatTimeStampRequest, type TimeStampRequest } from './request.js';
export { formatTimeStampFile, parseTimeStampFile, parseTimeStampResponse } from './response.js';
export { parseTimeStampToken, type TimeStampToken } from './token.js';
export { isFalse, isUnverified, TIME_STAMP_VERDICTS, type TimeStampVerdict } from './verdicts.js';
export { type TimeStampReport, verifyTimeStamp } from './verify.js';
