export { restApp } from './app.js';
export { answerError } from './errors.js';
export { logFiles } from './log-files.js';
export { openApiDocument } from './openapi.js';
export { HTTP_STATUS } from './problem.js';
export { type ListeningServer, type ListenOptions, listen, type ServerTls } from './server.js';
