import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Answering,
  Copying,
  CredentialIssuer,
  HubClient,
  PeerKeys,
  type ProvinceCertificates,
  Signer,
  systemClock,
} from '#connectors/kit';
import { messageKey } from '#crypto/jose';
import { importPrivateKey } from '#crypto/primitives';

/** A connector that answers queries of certificates as connectors do; its platform knows every certificate at once. */

export interface IssuerSpec {
  readonly grpcPort: number;
  readonly material: string;
  readonly platform: string;
  readonly hubId: string;
}

/** As many as the connectors of four platforms take together, and as the scenario has in flight. */
const IN_FLIGHT = 128;

const platform: ProvinceCertificates = {
  start: async () => {},
  answer: async ({ use }) => ({
    kind: 'standing',
    state: 'VALID',
    since: '2024-01-01T00:00:00+08:00',
    fields: use.fields.map((name) => ({ name, value: `${name}的内容` })),
  }),
  confirm: async () => {},
};

function open({ grpcPort, material, platform: id, hubId }: IssuerSpec): void {
  const read = (file: string) => readFileSync(join(material, file), 'utf8');
  const identity = { ca: read('authority.crt'), certificate: read('client.crt'), key: read('client.key') };
  const client = new HubClient({ address: `localhost:${grpcPort}`, ...identity });
  const key = messageKey(importPrivateKey(read('message.pem')));
  const answering = new Answering({
    signer: new Signer(id, hubId, key),
    peerKeys: new PeerKeys(client),
    hubKeys: new Map(), // nobody shows anything here
    certificates: platform,
    copying: new Copying({ client, seals: undefined }),
    credentials: new CredentialIssuer({ platform: id, key, random: randomBytes, clock: systemClock }),
    clock: systemClock,
    log: { info: () => {}, warn: (_, text) => process.stderr.write(`${text}\n`), error: () => {} },
  });
  void client.serveCertificates(IN_FLIGHT, (query) => answering.answer(query)).serve();
  process.send?.({ kind: 'serving' });
}

process.once('message', open);
process.on('disconnect', () => process.exit(0));
