import { describe, expect, it } from 'vitest';
import { type CredentialToIssue, issueCredential, presentCredential } from '#crypto/credential';
import { messageKey } from '#crypto/jose';
import { createRandom, generatePrivateKey } from '#crypto/primitives';
import { StatusBitmap, signStatusList, statusListUri } from '#crypto/status-list';
import type { PlatformKey } from '#crypto/verify';
import {
  checkAtWindow,
  exitCodeOf,
  type WindowQuestion,
  type WindowTrust,
  type WindowVerdict,
} from '#crypto/verify/window';
import { IssuerRegistry } from '#domain/ecert';
import { ISSUER, LICENCE } from '../../../kit/electronic-certificates.js';

/** A window without a network: every answer it can give, each for its own reason. */

const NOW = Date.UTC(2026, 10, 22, 10);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NONCE = '0123456789abcdef';
const AUDIENCE = '窗口03';
const URI = statusListUri('henan', 'A1');
const random = createRandom();

const henan = messageKey(generatePrivateKey('SM2'));
const guangdong = messageKey(generatePrivateKey('ED25519'));
const stranger = messageKey(generatePrivateKey('ED25519'));
const wallet = generatePrivateKey('P256');

const issuers = new IssuerRegistry(
  [
    {
      issuer: ISSUER,
      typeCode: LICENCE,
      divisionCode: '410000',
      validFrom: '2024-01-01',
      validTo: undefined,
      source: 'test',
    },
  ],
  [],
);

function platformKey(platform: string, key = henan, over: Partial<PlatformKey> = {}): PlatformKey {
  return {
    platform,
    divisionCode: '410000',
    publicKey: key.key.publicKey,
    validFrom: NOW - 300 * DAY,
    validTo: NOW + 300 * DAY,
    revokedAt: undefined,
    ...over,
  };
}

/** A list of 1,024 certificates, the one at 7 as told. */
function list(status: number, issuedAt = NOW - HOUR, key = henan, uri = URI, issuer = 'henan'): string {
  const statuses = StatusBitmap.empty(2, 1_024);
  statuses.set(7, status);
  const times = { issuedAt, expiresAt: issuedAt + 30 * DAY, ttlMs: MINUTE };
  return signStatusList({ issuer, uri, ...times, statuses }, key);
}

function trust(over: Partial<WindowTrust> = {}): WindowTrust {
  return {
    issuers,
    platforms: new Map([[henan.kid, platformKey('henan')]]),
    keysAsOf: NOW - HOUR,
    lists: new Map([[URI, list(0)]]),
    maxAgeMs: DAY,
    ...over,
  };
}

function question(over: Partial<WindowQuestion> = {}): WindowQuestion {
  const asked = { type: LICENCE, fields: ['名称'], audience: AUDIENCE, nonce: NONCE };
  return { ...asked, now: NOW, maxProofAgeMs: 5 * MINUTE, ...over };
}

interface Shown {
  readonly credential?: Partial<CredentialToIssue>;
  readonly signer?: typeof henan;
  readonly holder?: typeof wallet;
  readonly at?: number;
  readonly audience?: string;
  readonly nonce?: string;
}

async function show(shown: Shown = {}): Promise<string> {
  const { credential, signer = henan, holder = wallet, at = NOW, audience = AUDIENCE, nonce = NONCE } = shown;
  const issued = await issueCredential(
    {
      issuer: ISSUER,
      place: '410000',
      type: LICENCE,
      holderKey: wallet.publicKey,
      issuedAt: NOW - DAY,
      expiresAt: NOW + DAY,
      status: { uri: URI, index: 7 },
      fields: { 名称: '测试企业', 住所: '某路1号' },
      ...credential,
    },
    signer,
    random,
  );
  return presentCredential(issued, { fields: ['名称'], audience, nonce, now: at }, holder);
}

const lists = (token: string) => trust({ lists: new Map([[URI, token]]) });
const platforms = (over: Partial<PlatformKey>) =>
  trust({ platforms: new Map([[henan.kid, platformKey('henan', henan, over)]]) });

const CASES: readonly [
  string,
  WindowVerdict,
  Shown,
  trusted?: WindowTrust | undefined,
  asked?: Partial<WindowQuestion>,
][] = [
  ['as it should be', 'VALID', {}],
  ['shown by whoever has got hold of it', 'WRONG_HOLDER', { holder: generatePrivateKey('P256') }],
  ['shown to another window', 'FOR_SOMEBODY_ELSE', { audience: '窗口04' }],
  ['shown for another question', 'SHOWN_BEFORE', { nonce: 'fedcba9876543210' }],
  ['shown an hour ago', 'SHOWN_BEFORE', { at: NOW - HOUR }],
  ['of another type', 'OTHER_TYPE', {}, undefined, { type: '11100000MB0143028R002' }],
  ['showing other fields', 'OTHER_FIELDS', {}, undefined, { fields: ['住所'] }],
  ['that has run out', 'EXPIRED', { credential: { expiresAt: NOW - MINUTE } }],
  ['of tomorrow', 'NOT_YET_VALID', { credential: { issuedAt: NOW + HOUR } }],
  ['that was revoked', 'REVOKED', {}, lists(list(1))],
  ['that is suspended', 'SUSPENDED', {}, lists(list(2))],
  ['that has a later version', 'SUPERSEDED', {}, lists(list(3))],
  ['signed by nobody known', 'ISSUER_UNKNOWN', { signer: stranger }],
  ['signed by another in an issuer’s name', 'FORGED', { signer: { ...stranger, kid: henan.kid } }],
  ['of an unknown issuer', 'ISSUER_UNKNOWN', { credential: { issuer: '11440000MB2C90009R' } }],
  [
    'of a type that the issuer may not issue',
    'ISSUER_MAY_NOT',
    { credential: { type: '11100000MB0143028R002' } },
    undefined,
    { type: '11100000MB0143028R002' },
  ],
  ['of another place', 'ISSUER_OUTSIDE_PLACE', { credential: { place: '440000' } }],
  ['of no place', 'ISSUER_OUTSIDE_PLACE', { credential: { place: undefined } }],
  ['of before its issuer might', 'ISSUER_OUTSIDE_TIME', { credential: { issuedAt: Date.UTC(2023, 1, 1) } }],
  ['by a platform of another place', 'ISSUER_OUTSIDE_PLACE', {}, platforms({ divisionCode: '440000' })],
  ['by a platform of no place', 'ISSUER_OUTSIDE_PLACE', {}, platforms({ divisionCode: undefined })],
  ['by a key that came later', 'KEY_OUTSIDE_TIME', {}, platforms({ validFrom: NOW - HOUR })],
  ['by a key that had run out', 'KEY_OUTSIDE_TIME', {}, platforms({ validTo: NOW - 2 * DAY })],
  ['by a key that was revoked', 'KEY_REVOKED', {}, platforms({ revokedAt: NOW - MINUTE })],
  ['without a status', 'LIST_MISSING', { credential: { status: undefined } }],
  ['whose list was not brought', 'LIST_MISSING', {}, trust({ lists: new Map() })],
  ['whose list is too old', 'LIST_TOO_OLD', {}, lists(list(0, NOW - 2 * DAY))],
  ['whose list has run out', 'LIST_TOO_OLD', {}, lists(list(0, NOW - 40 * DAY))],
  ['whose list is of tomorrow', 'LIST_NOT_USABLE', {}, lists(list(0, NOW + HOUR))],
  ['whose list is forged', 'LIST_NOT_USABLE', {}, lists(list(0, NOW, { ...stranger, kid: henan.kid }))],
  ['whose list is another', 'LIST_NOT_USABLE', {}, lists(list(0, NOW, henan, statusListUri('henan', 'A2')))],
  ['beyond its list', 'LIST_NOT_USABLE', { credential: { status: { uri: URI, index: 5_000 } } }],
  ['when the keys are too old', 'KEYS_TOO_OLD', {}, trust({ keysAsOf: NOW - 2 * DAY })],
  ['when nobody knows how old the keys are', 'KEYS_TOO_OLD', {}, trust({ keysAsOf: Number.NaN })],
];

describe('a certificate at a window without a network', () => {
  it.each(CASES)('%s: %s', async (_, verdict, shown, trusted = trust(), asked = {}) => {
    const report = await checkAtWindow(await show(shown), question(asked), trusted);
    expect(report.verdict).toBe(verdict);
    expect(report.credential?.fields).toEqual(verdict === 'VALID' ? { 名称: '测试企业' } : undefined);
  });

  it('whose status is told in another platform’s list: LIST_NOT_USABLE', async () => {
    const uri = statusListUri('guangdong', 'A1');
    const both = trust({
      platforms: new Map([
        [henan.kid, platformKey('henan')],
        [guangdong.kid, platformKey('guangdong', guangdong)],
      ]),
      lists: new Map([[uri, list(0, NOW, guangdong, uri, 'guangdong')]]),
    });
    const shown = await show({ credential: { status: { uri, index: 7 } } });
    expect((await checkAtWindow(shown, question(), both)).verdict).toBe('LIST_NOT_USABLE');
  });

  it('that is no certificate at all: NOT_READABLE', async () => {
    for (const text of ['', '~', 'e30.e30.e30~', '一'.repeat(100)]) {
      expect((await checkAtWindow(text, question(), trust())).verdict).toBe('NOT_READABLE');
    }
  });

  it('is told with the age of what it is judged by, and other exit codes for “no” and “cannot say”', async () => {
    const valid = await checkAtWindow(await show(), question(), trust());
    expect(valid).toMatchObject({ listAgeSeconds: 3_600, keysAgeSeconds: 3_600 });
    const old = await checkAtWindow(await show(), question(), lists(list(0, NOW - 2 * DAY)));
    expect(old).toMatchObject({ listAgeSeconds: 172_800 });
    const revoked = await checkAtWindow(await show(), question(), lists(list(1)));
    expect([valid, revoked, old].map(exitCodeOf)).toEqual([0, 1, 3]);
  });
});
