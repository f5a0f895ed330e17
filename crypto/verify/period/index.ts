export { PeriodArchive } from './period-archive.js';
export { type AskedOfPeriod, PeriodVerifier } from './period-verifier.js';
