export { CHECKS, selectChecks } from './table.js';
