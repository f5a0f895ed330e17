export { restApp } from './app.js';
export { auditorDoor } from './auditor-door.js';
export type { ErrorSinks } from './errors.js';
export { type HttpDoor, httpDoor } from './http-door.js';
export { keySet } from './key-set.js';
export { logFiles } from './log-files.js';
export { openApiDocument } from './openapi.js';
export { HTTP_STATUS } from './problem.js';
export { type ListeningServer, type ListenOptions, listen } from './server.js';
