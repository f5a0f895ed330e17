export type { GoodUntil, TimeStampTrust } from './path.js';
export { formatTimeStampRequest, type TimeStampRequest } from './request.js';
export { formatTimeStampFile, parseTimeStampFile, parseTimeStampResponse } from './response.js';
export {
  formatRestampIndex,
  formatRestampList,
  type ListedRestamp,
  MAX_RESTAMP_LIST_BYTES,
  parseRestampIndex,
  parseRestampList,
  parseRestampName,
  RESTAMPED_TOGETHER,
  type RestampList,
  type RestampName,
  restampNames,
  stampNames,
  uncovered,
} from './restamp-files.js';
export {
  NOT_RESTAMPED,
  type Restamp,
  type RestampedReport,
  type RestampedRun,
  type StampedData,
  type TimeStampJudge,
  verifyRestamps,
  verifyStamped,
} from './restamps.js';
export { parseTimeStampToken, type TimeStampToken } from './token.js';
export { isFalse, isUnverified, TIME_STAMP_VERDICTS, type TimeStampVerdict } from './verdicts.js';
export { type TimeStampReport, verifyTimeStamp } from './verify.js';
