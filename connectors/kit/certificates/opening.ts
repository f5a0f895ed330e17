import { readFile } from 'node:fs/promises';
import { uuidv7 } from 'uuidv7';
import { messageKey, type SignedParts } from '#crypto/jose';
import { importPrivateKey } from '#crypto/primitives';
import { CERTIFICATE_MESSAGES, type CertificateBody, validate } from '#proto/schema';
import { type ConnectorConfig, connectToHub } from '../connector.js';
import type { HubClient } from '../hub-client.js';
import { HubCallError } from '../hub-error.js';
import { keysOfChain, readChain } from '../log-chain.js';
import { readLogs } from '../log-keys.js';
import { type LogView, unwatched } from '../log-view.js';
import { verifyCertificateReceipt } from '../receipts.js';
import { Signer } from '../signer.js';

/** A code for a holder to show. */
export interface OpenedCode {
  readonly code: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** The code of a signed opening, proven to be in the log. @throws HubCallError, ReceiptError. */
export async function openCode(message: SignedParts, client: HubClient, log: LogView): Promise<OpenedCode> {
  const { acknowledgement, code, expiresAt } = await client.openPresentation(message);
  if (acknowledgement == null || acknowledgement.pending) {
    throw new HubCallError('UNAVAILABLE', 'the log has not got to the presentation yet');
  }
  verifyCertificateReceipt(message, acknowledgement, log);
  return { code, expiresAt };
}

/**
 * For a clerk at a command line, beside the connector that runs: each call is an opening of its own.
 * @throws HubCallError, ReceiptError, ValidationError.
 */
export async function openOnce(
  config: ConnectorConfig,
  body: CertificateBody<'PresentationOpened'>,
  now: number,
): Promise<OpenedCode> {
  validate(CERTIFICATE_MESSAGES.PresentationOpened, body, 'this does not open a presentation');
  const { platform, hub } = config;
  const logKeys = keysOfChain(await readChain(config.dataDir, readLogs(hub.logVkey)));
  const key = messageKey(importPrivateKey(await readFile(config.messageKey, 'utf8')));
  const message = new Signer(platform, hub.id, key).sign('PresentationOpened', uuidv7(), now, body);
  const client = await connectToHub(config);
  try {
    return await openCode(message, client, unwatched(logKeys));
  } finally {
    client.close();
  }
}
