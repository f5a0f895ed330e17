export { toFramedAcknowledgement } from './acknowledgement.js';
export { toDispatch } from './dispatch.js';
export { type PublicError, toErrorMessage, toPublicError } from './error.js';
export type { HubServices } from './hub-services.js';
export { Operations } from './operations.js';
export type { HubIdentity } from './peer.js';
export * as requests from './requests.js';
export { missing, toSignedParts } from './signed-message.js';
export { beginningTimeout, mutualTls, type TlsMaterial } from './tls.js';
