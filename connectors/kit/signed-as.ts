import { readFile } from 'node:fs/promises';
import { uuidv7 } from 'uuidv7';
import { messageKey, type SignedParts, signMessage } from '#crypto/jose';
import { importPrivateKey, utf8 } from '#crypto/primitives';
import { systemClock } from './clock.js';
import type { ConnectorConfig } from './connector.js';

/** Signs a message now, as the platform and with the key of a connector's configuration. @param cty of the payload. */
export async function signedAs(
  { platform, hub, messageKey: file }: ConnectorConfig,
  cty: string,
  payload: object,
): Promise<SignedParts> {
  return signMessage(
    {
      cty,
      issuer: platform,
      audience: hub.id,
      messageId: uuidv7(),
      issuedAt: systemClock(),
      payload: utf8(JSON.stringify(payload)),
    },
    messageKey(importPrivateKey(await readFile(file, 'utf8'))),
  );
}
