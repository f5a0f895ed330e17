export { fromCell, safeCell, toCell } from './cell.js';
export {
  fromReply,
  readCertificate,
  toQuestion,
  toUseAnswer,
  toWindowRequest,
} from './certificate-format.js';
export { QingxinCertificates } from './certificates.js';
export { ACT_COLUMNS, ANSWER_COLUMNS, DETAIL_COLUMNS, RECEIPT_COLUMNS } from './columns.js';
export { csvLine, readCsv } from './csv.js';
export { DropFileError, type DropFolder } from './drop-folder.js';
export { Gb18030Error, QingxinFileError, QingxinRowError } from './errors.js';
export { decode, encode } from './gb18030.js';
export { Ledger } from './ledger.js';
export { gatherActs } from './local-acts.js';
export { LocalFolder } from './local-folder.js';
export { parseManifest, writeManifest } from './manifest.js';
export { fromOther, toOther } from './other.js';
export { type QingxinParts, QingxinProvince } from './province.js';
export { fingerprint, SftpConnection } from './sftp-connection.js';
export { SftpFolder } from './sftp-folder.js';
export { readSheet, writeRefused, writeSheet } from './sheet.js';
export { qingxinMapping, startQingxin } from './start.js';
export { readStatus, StatusBook } from './status-book.js';
export { toRows } from './to-local.js';
export { type ActRows, toDraft } from './to-national.js';
export { WaitingRoom } from './waiting-room.js';
export { WindowRequests } from './window-requests.js';
