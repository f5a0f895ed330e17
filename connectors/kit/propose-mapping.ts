import { readFile } from 'node:fs/promises';
import { uuidv7 } from 'uuidv7';
import { messageKey, signMessage } from '#crypto/jose';
import { importPrivateKey, utf8 } from '#crypto/primitives';
import type { tongban } from '#proto/codec';
import { MAPPING_PROPOSAL, MappingDocumentSchema, readJson, validate } from '#proto/schema';
import { systemClock } from './clock.js';
import type { ConnectorConfig } from './connector.js';
import { connectToHub } from './connector.js';
import { blobRefOf } from './files.js';

/** Signs a mapping document with the province's key and proposes it to the hub. @throws HubCallError, ValidationError. */
export async function proposeMapping(
  config: ConnectorConfig,
  document: Uint8Array,
  note: string | undefined,
): Promise<tongban.v1.Mapping> {
  const { version, validFrom } = validate(
    MappingDocumentSchema,
    readJson(document),
    'the mapping document is not valid',
  );
  const { platform } = config;
  const blob = blobRefOf(document, 'application/json', `${platform}-${version}.json`);
  const proposal = { platform, version, validFrom, document: blob, ...(note === undefined ? {} : { note }) };
  const key = messageKey(importPrivateKey(await readFile(config.messageKey, 'utf8')));
  const client = await connectToHub(config);
  try {
    await client.upload(blob, document);
    return await client.proposeMapping(
      signMessage(
        {
          cty: MAPPING_PROPOSAL,
          issuer: platform,
          audience: config.hub.id,
          messageId: uuidv7(),
          issuedAt: systemClock(),
          payload: utf8(JSON.stringify(proposal)),
        },
        key,
      ),
    );
  } finally {
    client.close();
  }
}
