export { Attachment, type AttachmentOptions } from './attachment.js';
export { type Dispatch, Dispatcher, type DispatcherParts, type Leasing } from './dispatcher.js';
export { type InboxAlarm, InboxWatch } from './inbox-watch.js';
export { type IssuerLine, type LineOptions, OpenLines } from './issuer-lines.js';
export { Wakeups } from './wakeups.js';
