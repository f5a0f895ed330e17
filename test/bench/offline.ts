import { presentCredential, verifyPresentation } from '#crypto/credential';
import type { Suite } from '#crypto/primitives';
import { readStatusList, SHARD_ENTRIES, StatusBitmap, signStatusList, statusOf } from '#crypto/status-list';
import { AUDIENCE, CredentialStage, NOW } from '../kit/credentials.js';

/**
 * A window without a network: the presentation of a credential verified, the issuer's signature and the holder's, and its place
 * looked up in a status list that was verified when it came. The hub hears nothing of it.
 */

const URI = 'https://gd.example/status/7';
const SHOWN = 200;
const DURATION_MS = 1_500;
const MAX_AGE_MS = 3_600_000;

/** On one core, a second. */
export async function offlineRate(suite: Suite): Promise<number> {
  const stage = new CredentialStage(suite);
  const { kid, key } = stage.issuer;
  const times = { issuedAt: NOW, expiresAt: NOW + MAX_AGE_MS, ttlMs: 60_000 };
  const statuses = StatusBitmap.empty(2, SHARD_ENTRIES);
  const token = signStatusList({ issuer: 'guangdong', uri: URI, ...times, statuses }, { kid, key });
  const aged = { now: NOW, maxAgeMs: MAX_AGE_MS };
  const list = readStatusList(token, { uri: URI, issuer: 'guangdong', ...aged, keyOf: () => key.publicKey });
  if (typeof list === 'string') throw new Error(list);
  const shown: { presentation: string; nonce: string }[] = [];
  for (let index = 0; index < SHOWN; index++) {
    const credential = await stage.issue({ 名称: '某某', 住所: '某地' }, { status: { uri: URI, index } });
    const nonce = stage.newNonce();
    const asked = { fields: ['名称'], audience: AUDIENCE, nonce, now: NOW };
    shown.push({ presentation: await presentCredential(credential, asked, stage.holder), nonce });
  }
  let count = 0;
  const started = performance.now();
  while (performance.now() - started < DURATION_MS) {
    for (const { presentation, nonce } of shown) {
      const verified = await verifyPresentation(presentation, stage.expecting(['名称'], { nonce }));
      if (typeof verified === 'string') throw new Error(verified);
      const answer = statusOf(list, verified.status?.index ?? -1, aged);
      if (answer.kind === 'unknown') throw new Error(answer.why);
    }
    count += shown.length;
  }
  return Math.round(count / ((performance.now() - started) / 1000));
}
