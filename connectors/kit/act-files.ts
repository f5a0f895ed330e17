import type { BlobRef } from '#proto/schema';
import type { IncomingAct } from './province.js';

/** Files that an incoming act names. */
export function blobsOf(act: IncomingAct): BlobRef[] {
  const { message } = act;
  switch (message.type) {
    case 'SubmitCase':
    case 'CorrectionSubmitted':
      return message.body.materials.flatMap((material) => material.blob ?? []);
    case 'ResultTransferred':
      return message.body.documents.flatMap((document) => document.blob ?? []);
    default:
      return [];
  }
}
