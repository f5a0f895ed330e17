export { freePort, isPortFree } from './ports.js';
export { findNativeFolder } from './runtime-files.js';
export { type EmbeddedServer, startEmbedded } from './server.js';
