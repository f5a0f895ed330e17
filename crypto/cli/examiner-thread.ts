import { parentPort } from 'node:worker_threads';
import { examineBundle } from '#crypto/verify/log';

parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(examineBundle(bytes)));
