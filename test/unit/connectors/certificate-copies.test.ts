import { describe, expect, it } from 'vitest';
import {
  blobRefOf,
  type CertificateQuestion,
  Copying,
  fetchReleased,
  HubCallError,
  ReceiptError,
} from '#connectors/kit';
import { examineFile } from '#crypto/copies';
import { hex, sha256, sm3 } from '#crypto/primitives';
import { parseCertificate } from '#crypto/x509/certificate';
import { ofdFiles, PAGE, packOfd, sealOfd, withFile } from '../../kit/ofd.js';
import { pdfOf } from '../../kit/pdf.js';
import { SEALED_AT, sealWorld } from '../../kit/seals.js';

/** The copy of a certificate's file at both ends: what its platform's connector lets out, and what the requester's takes. */

const USE_ID = '0197a1b0-0000-7000-8000-000000000001';
const OTHER_USE = '0197a1b0-0000-7000-8000-000000000002';
const CERTIFICATE = '1.2.156.3005.2.11100000MBY0090078904.11410000MBY900027Q.20261122000001.001.0';
const ASKED_AT = Date.UTC(2026, 5, 2);

const world = sealWorld();
const trust = { makers: [parseCertificate(world.maker.certificate)], issuers: undefined };
const sealed = packOfd(sealOfd(ofdFiles(), world));

function question(over: object = {}): CertificateQuestion {
  const use = {
    operation: 'FILE',
    certificateId: CERTIFICATE,
    purpose: { basicCode: '002090012000', caseRef: 'GD1', reason: '办理补发' },
    duty: 'ZZ-1',
    organisation: '11440000MBY900019A',
    clerk: '窗口03',
    fields: [],
    seen: [],
    format: 'OFD',
    ...over,
  } as const;
  const named = { useId: USE_ID, requester: 'guangdong', certificateId: CERTIFICATE };
  return { ...named, use, fields: [], presentation: undefined };
}

/** @param seals whose seals the connector believes. @param refuse what the hub says to the upload. */
function copying(seals: typeof trust | 'NOBODY' = trust, refuse?: HubCallError) {
  const uploaded = new Map<string, Uint8Array>();
  const upload = async ({ sha256: name }: { sha256?: string | null }, bytes: Uint8Array, useId?: string) => {
    if (refuse !== undefined) throw refuse;
    uploaded.set(`${useId}/${name}`, bytes);
  };
  return {
    uploaded,
    copies: new Copying({ client: { upload }, seals: seals === 'NOBODY' ? undefined : seals }),
  };
}

describe('a connector that is asked for a file', () => {
  it('uploads a copy for that use, and names it with its original', async () => {
    const { copies, uploaded } = copying();
    const copied = await copies.copy(question(), ASKED_AT, sealed);
    const [[name, bytes] = ['', Buffer.of()]] = uploaded;
    const copy = blobRefOf(bytes, 'application/ofd', `${USE_ID}.ofd`);
    const sealedBy = [
      {
        certificateSha256: hex(sha256(world.signer.certificate)),
        signedAt: new Date(SEALED_AT).toISOString(),
      },
    ];
    const original = { sha256: hex(sha256(sealed)), sm3: hex(sm3(sealed)), seals: 'WHOLE', sealedBy };
    expect(copied).toEqual({ copy, original });
    expect(name).toBe(`${USE_ID}/${copy.sha256}`);
    expect((await examineFile(bytes, trust)).copy).toEqual({ originalSm3: original.sm3, useId: USE_ID });
  });

  it('makes the same copy for every attempt', async () => {
    const [first, again] = [copying(), copying()];
    await first.copies.copy(question(), ASKED_AT, sealed);
    await again.copies.copy(question(), ASKED_AT, sealed);
    expect([...first.uploaded.keys()]).toEqual([...again.uploaded.keys()]);
  });

  it.each<[string, Uint8Array, object, string]>([
    [
      'whose seal nobody made that it believes',
      packOfd(sealOfd(ofdFiles(), sealWorld())),
      {},
      '签章未获证明，签章无法核验（制章人：制章人未被认可）',
    ],
    [
      'that was changed after it was sealed',
      packOfd(withFile(sealOfd(ofdFiles(), world), PAGE, ofdFiles().get('OFD.xml'))),
      {},
      `签章后内容被改动（${PAGE}）`,
    ],
    ['that is none', Buffer.from('garbage'), {}, '无法制作副本'],
    ['that is a PDF in name only', sealed, { format: 'PDF' }, '无法制作副本'],
  ])('gives no copy of a file %s, and uploads nothing', async (_, bytes, over, reason) => {
    const { copies, uploaded } = copying();
    expect(await copies.copy(question(over), ASKED_AT, bytes)).toEqual({
      refusal: expect.stringContaining(reason) as string,
    });
    expect(uploaded.size).toBe(0);
  });

  it('says that it has not looked at seals when it believes nobody’s', async () => {
    const blind = await copying('NOBODY').copies.copy(question(), ASKED_AT, sealed);
    const pdf = await copying().copies.copy(question({ format: 'PDF' }), ASKED_AT, pdfOf());
    expect(blind).toMatchObject({ original: { seals: 'NOT_CHECKED', sealedBy: [] } });
    expect(pdf).toMatchObject({ original: { seals: 'UNSIGNED', sealedBy: [] } });
  });

  it('says that a file is too large for the hub; what may pass is no answer', async () => {
    const tooLarge = copying(trust, new HubCallError('TOO_LARGE', 'at most 20 MB'));
    expect(await tooLarge.copies.copy(question(), ASKED_AT, sealed)).toEqual({ refusal: '证照文件过大' });
    const away = copying(trust, new HubCallError('UNAVAILABLE', 'not now'));
    await expect(away.copies.copy(question(), ASKED_AT, sealed)).rejects.toThrow('not now');
  });
});

describe('a connector that has asked for a file', () => {
  async function answered(useId = USE_ID) {
    const { copies, uploaded } = copying();
    const copied = await copies.copy({ ...question(), useId }, ASKED_AT, sealed);
    if ('refusal' in copied) throw new Error(copied.refusal);
    const answer = {
      ...copied,
      useId,
      useSha256: '0'.repeat(64),
      certificateId: CERTIFICATE,
      state: 'VALID',
      stateSince: '2026-01-01T00:00:00Z',
      fields: [],
      matches: [],
      fileMatches: false,
    } as const;
    const [bytes = Buffer.of()] = uploaded.values();
    return { answer, bytes };
  }

  const from = (bytes: Uint8Array) => ({ download: async () => bytes });

  it('takes it as it was answered with', async () => {
    const { answer, bytes } = await answered();
    const file = await fetchReleased(from(bytes), answer, trust);
    expect(file).toEqual({ bytes, mediaType: 'application/ofd', format: 'OFD', original: answer.original });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'other bytes than were answered with',
      async () => fetchReleased(from(sealed), (await answered()).answer, trust),
    ],
    [
      'a copy that was made for another use',
      async () => {
        const { answer, bytes } = await answered(OTHER_USE);
        return fetchReleased(from(bytes), { ...answer, useId: USE_ID }, trust);
      },
    ],
    [
      'a copy of another original',
      async () => {
        const { answer, bytes } = await answered();
        const original = { ...answer.original, sm3: 'f'.repeat(64) };
        return fetchReleased(from(bytes), { ...answer, original }, trust);
      },
    ],
    [
      'the original itself',
      async () => {
        const copy = blobRefOf(sealed, 'application/ofd', 'a.ofd');
        return fetchReleased(from(sealed), { ...(await answered()).answer, copy }, trust);
      },
    ],
    [
      'what is no document',
      async () => {
        const bytes = Buffer.from('garbage');
        const copy = blobRefOf(bytes, 'application/ofd', 'a.ofd');
        return fetchReleased(from(bytes), { ...(await answered()).answer, copy }, trust);
      },
    ],
  ])('does not take %s', async (_, fetched) => {
    await expect(fetched()).rejects.toThrow(ReceiptError);
  });
});
