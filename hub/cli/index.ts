export { announceReady, type RunningChild, startChild } from './child.js';
export { type CaseView, DeskClient } from './demo/desk-client.js';
export { SCENARIOS, type World } from './demo/scenarios.js';
export { DevelopmentNetwork, type PeerMaterial } from './development/network.js';
export { registerSampleNetwork } from './development/register.js';
export { readSampleData, type SampleData } from './development/sample-data.js';
export { type Serving, serve, withDatabase } from './serve.js';
export { type TrustPaths, writeTrustFiles } from './trust-files.js';
