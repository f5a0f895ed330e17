export { type Cells, type FrontBatch, parseBatch } from './batch.js';
export {
  fromQueryAnswer,
  toCertificateEvent,
  toQuery,
  toUseAnswer,
  toWindowRequest,
} from './certificate-format.js';
export { BatchFormError, BatchIncompleteError, DoesNotFitError } from './errors.js';
export {
  CERTIFICATE_TABLE_NAMES,
  type ColumnType,
  columnsOf,
  TABLE_NAMES,
  type TableName,
} from './layout.js';
export { addOther, readOther } from './other.js';
export { Reading } from './reading.js';
export { type NewRow, RowMaker } from './rows.js';
export { shanxiMapping, startShanxi } from './start.js';
export { type InboundBatch, toBatch } from './to-local.js';
export { type NationalAct, toNationalAct } from './to-national.js';
export { ACT_FORMS, type ActForm } from './words.js';
