export {
  checkAtWindow,
  exitCodeOf,
  type WindowQuestion,
  type WindowReport,
  type WindowTrust,
} from './check.js';
export { WINDOW_VERDICTS, type WindowVerdict } from './verdicts.js';
