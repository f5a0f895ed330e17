export { Divisions } from './divisions.js';
export type { DivisionChange, DivisionRow } from './rows.js';
