export { type AskedOfPeriod, type PeriodFiles, PeriodVerifier } from './period-verifier.js';
