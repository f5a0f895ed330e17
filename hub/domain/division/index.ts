export { Divisions } from './divisions.js';
export { jurisdictionFault } from './jurisdiction.js';
export type { DivisionChange, DivisionRow } from './rows.js';
