export { type Cell, writeCsv } from './csv.js';
