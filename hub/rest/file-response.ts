import { pipeline } from 'node:stream/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { OpenFile } from '#hub/exchange';
import type { RestContext } from './request.js';

/**
 * Sends a file no faster than the caller takes it. One that breaks off ends the connection with fewer bytes than were
 * announced, so nobody can take it for whole. @param onDefect told when the file cannot be read to its end.
 */
export function sendFile(
  c: RestContext,
  { blob, offset, bytes }: OpenFile,
  onDefect: (error: unknown) => void,
): Response {
  const { incoming, outgoing } = c.env;
  outgoing.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': blob.size - offset,
    'x-blob-size': blob.size,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  if (incoming.method === 'HEAD') {
    bytes.destroy();
    outgoing.end();
  } else {
    pipeline(bytes, outgoing).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') onDefect(error); // the caller has gone
    });
  }
  return RESPONSE_ALREADY_SENT;
}
