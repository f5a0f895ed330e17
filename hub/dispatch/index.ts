export { Attachment, type AttachmentOptions } from './attachment.js';
export { type Dispatch, Dispatcher, type DispatcherParts, type Leasing } from './dispatcher.js';
export { type InboxAlarm, InboxWatch } from './inbox-watch.js';
export { Wakeups } from './wakeups.js';
