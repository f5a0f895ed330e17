import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import type { SignedParts } from '#crypto/jose';
import { OPERATION_DOORS, rest } from '../kit/doors.js';
import {
  answerTo,
  fileAnswerTo,
  newCertificate,
  newConsent,
  useByConsent,
  useByDuty,
  useOfFile,
} from '../kit/electronic-certificates.js';
import { newFile } from '../kit/files.js';
import { type CertificateQuery, issuingStand } from '../kit/issuing-stand.js';
import type { TestPeer } from '../kit/peer.js';

/** Copies of certificates' files on their way through the hub: who may bring one in, who may fetch it, and until when. */

const MAX_BYTES = 100_000;

const stand = issuingStand([`certificates.fileBytes=${MAX_BYTES}`]);

function newCopy(size = 5_000, mediaType = 'application/ofd') {
  const { bytes } = newFile(size);
  return { bytes, blob: blobRefOf(bytes, mediaType, '副本.ofd') };
}

/** Guangdong asks Henan for the file of a certificate. */
async function useAnswered(answer: (query: CertificateQuery) => Promise<SignedParts>, over: object = {}) {
  await stand.opened(answer);
  const body = useOfFile(await newCertificate(stand.henan), over);
  return stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', body));
}

/** The whole way, as it should be. */
async function released(copy = newCopy()) {
  const { useId } = await useAnswered(async (query) => {
    await stand.henan.grpc.upload(copy.blob, copy.bytes, query.useId);
    return fileAnswerTo(stand.henan, query, copy.blob);
  });
  return { useId, ...copy };
}

const folderOf = (useId: string) => join(stand.hub.dataDir, 'certificate-files', useId);

describe('the copy of a certificate’s file', () => {
  it('goes to the platform that asked for it, and to nobody else', async () => {
    const { useId, blob, bytes } = await released();
    const { sha256 } = blob;
    for (const door of OPERATION_DOORS) {
      expect((await door.ask(stand.guangdong, 'Download', { sha256, useId })).body).toEqual(bytes);
      expect((await door.ask(stand.guangdong, 'Download', { sha256, useId, offset: 10 })).body).toEqual(
        bytes.subarray(10),
      );
      const refused = await Promise.all([
        door.ask(stand.henan, 'Download', { sha256, useId }), // whoever made it has it
        door.ask(stand.guangdong, 'Download', { sha256 }),
        door.ask(stand.henan, 'Download', { sha256 }),
        door.ask(stand.guangdong, 'Download', { sha256: 'a'.repeat(64), useId }),
      ]);
      expect(refused.map(({ code }) => code)).toEqual(Array(4).fill('NOT_FOUND'));
    }
    const past = await rest.ask(stand.guangdong, 'Download', { sha256, useId, offset: bytes.length + 1 });
    expect(past.code).toBe('OFFSET_MISMATCH');
  });

  it('is no file that a case may name', async () => {
    const { blob } = await released();
    const rows = await stand.hub.database.query(`select 1 from blob where sha256 = '${blob.sha256}'`);
    expect(rows).toEqual([]);
  });

  it('is nobody’s while its use is not released, nor when it was refused', async () => {
    const copy = newCopy();
    let useId = '';
    const refused = useAnswered(async (query) => {
      useId = query.useId ?? '';
      await stand.henan.grpc.upload(copy.blob, copy.bytes, useId);
      const early = await rest.ask(stand.guangdong, 'Download', { sha256: copy.blob.sha256, useId });
      expect(early.code).toBe('NOT_FOUND');
      return answerTo(stand.henan, query, { refusal: '档案核查中' });
    });
    await expect(refused).rejects.toMatchObject({ code: 'ISSUER_REFUSED' });
    for (const peer of [stand.guangdong, stand.henan]) {
      expect((await rest.ask(peer, 'Download', { sha256: copy.blob.sha256, useId })).code).toBe('NOT_FOUND');
    }
  });

  it('is deleted when its time is over, bytes and all, and by then may be read by nobody', async () => {
    const { useId, blob } = await released();
    const other = await released();
    await stand.hub.database.query(`update certificate_file set until = now() where use_id = $1`, [useId]);
    expect((await rest.ask(stand.guangdong, 'Download', { sha256: blob.sha256, useId })).code).toBe(
      'NOT_FOUND',
    );
    await stand.hub.running.services.useFiles.sweep();
    expect(existsSync(folderOf(useId))).toBe(false);
    const rows = await stand.hub.database.query('select 1 from certificate_file where use_id = $1', [useId]);
    expect(rows).toEqual([]);
    const kept = await rest.ask(stand.guangdong, 'Download', {
      sha256: other.blob.sha256,
      useId: other.useId,
    });
    expect(kept.body).toEqual(other.bytes);
  });

  it('is released for as long as the hub is told to keep it', async () => {
    const before = Date.now();
    const { useId } = await released();
    const [row] = await stand.hub.database.query<{ until: string }>(
      'select extract(epoch from until) * 1000 as until from certificate_file where use_id = $1',
      [useId],
    );
    expect(Number(row?.until) - before).toBeGreaterThanOrEqual(3_600_000);
    expect(Number(row?.until) - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  it('can be asked for by consent as well, and is one use', async () => {
    const copy = newCopy();
    const certificateId = await newCertificate(stand.henan);
    const { consentId, caseRef } = await newConsent(stand.guangdong);
    await stand.opened(async (query) => {
      await stand.henan.grpc.upload(copy.blob, copy.bytes, query.useId);
      return fileAnswerTo(stand.henan, query, copy.blob);
    });
    const { operation, format } = useOfFile(certificateId);
    const body = () =>
      useByConsent(certificateId, consentId, caseRef, { operation, format, fields: undefined });
    await stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', body()));
    const again = stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', body()));
    await expect(again).rejects.toMatchObject({ code: 'CONSENT_NOT_VALID' });
  });
});

describe('an answer with a file', () => {
  const copy = newCopy();
  const uploaded =
    (over: object, blob = copy.blob) =>
    async (query: CertificateQuery) => {
      await stand.henan.grpc.upload(copy.blob, copy.bytes, query.useId);
      return fileAnswerTo(stand.henan, query, blob, over);
    };

  it.each<[string, (query: CertificateQuery) => Promise<SignedParts>, object?]>([
    ['that was not uploaded', async (query) => fileAnswerTo(stand.henan, query, copy.blob)],
    ['that another answer was about', uploaded({}, newCopy().blob)],
    ['of another size than was uploaded', uploaded({}, { ...copy.blob, size: copy.blob.size - 1 })],
    ['of another digest', uploaded({}, { ...copy.blob, sm3: 'b'.repeat(64) })],
    ['in another form than was asked for', uploaded({}), { format: 'PDF' }],
    [
      'said to be in the form that was asked for',
      uploaded({}, { ...copy.blob, mediaType: 'application/pdf' }),
      { format: 'PDF' },
    ],
    [
      'that is its own original',
      uploaded({ original: { sha256: copy.blob.sha256, sm3: copy.blob.sm3, seals: 'WHOLE' } }),
    ],
    ['without an original', uploaded({ original: undefined })],
    ['that is not there at all', async (query) => answerTo(stand.henan, query)],
    ['and matches', uploaded({ matches: [{ name: '名称', matches: true }] })],
  ])('%s is not handed on', async (_, answer, over) => {
    await expect(useAnswered(answer, over)).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
  });

  it('to a use of data is not handed on', async () => {
    await stand.opened(async (query) => fileAnswerTo(stand.henan, query, copy.blob));
    const message = stand.guangdong.sign('UseCertificate', useByDuty(await newCertificate(stand.henan)));
    await expect(stand.guangdong.grpc.useCertificate(message)).rejects.toMatchObject({
      code: 'ISSUER_ANSWER_INVALID',
    });
  });
});

describe('an upload for a use', () => {
  /** What the platform that is asked, or another, is told while it is asked. */
  async function toldWhileAsked(work: (useId: string) => Promise<{ code: string }>, over: object = {}) {
    let told = '';
    const use = useAnswered(async (query) => {
      told = (await work(query.useId ?? '')).code;
      return answerTo(stand.henan, query, { refusal: '演练' });
    }, over);
    await expect(use).rejects.toMatchObject({ code: 'ISSUER_REFUSED' });
    return told;
  }

  const open = (peer: TestPeer, blob: object, useId: string) => rest.ask(peer, 'OpenUpload', { blob, useId });

  it('is the business of the platform that is asked alone', async () => {
    const { blob } = newCopy();
    expect(await toldWhileAsked((useId) => open(stand.guangdong, blob, useId))).toBe('NOT_FOUND');
    expect(await toldWhileAsked((useId) => open(stand.henan, blob, useId))).toBe('OK');
  });

  it('is taken only while the use is asked for', async () => {
    const { useId, blob, bytes } = await released();
    expect((await open(stand.henan, newCopy().blob, useId)).code).toBe('NOT_FOUND');
    expect((await open(stand.henan, newCopy().blob, '0197a1b0-0000-7000-8000-000000000001')).code).toBe(
      'NOT_FOUND',
    );
    const start = { sha256: newCopy().blob.sha256, offset: 0, useId };
    expect((await rest.upload(stand.henan, start, bytes)).code).toBe('NOT_FOUND');
    expect((await rest.ask(stand.guangdong, 'Download', { sha256: blob.sha256, useId })).body).toEqual(bytes);
  });

  it('is not taken for a use of data', async () => {
    let told = '';
    await stand.opened(async (query) => {
      told = (await open(stand.henan, newCopy().blob, query.useId ?? '')).code;
      return answerTo(stand.henan, query);
    });
    await stand.guangdong.grpc.useCertificate(
      stand.guangdong.sign('UseCertificate', useByDuty(await newCertificate(stand.henan))),
    );
    expect(told).toBe('NOT_FOUND');
  });

  it.each([
    ['larger than the limit', newCopy(MAX_BYTES + 1).blob, 'TOO_LARGE'],
    ['of another kind', newCopy(10, 'image/png').blob, 'MALFORMED'],
  ])('is not opened for a file %s', async (_, blob, code) => {
    expect(await toldWhileAsked((useId) => open(stand.henan, blob, useId))).toBe(code);
  });

  it('of other bytes than were announced is refused, and can be made good', async () => {
    const { blob, bytes } = newCopy();
    const start = (useId: string) => ({ sha256: blob.sha256, offset: 0, useId });
    const told = await toldWhileAsked(async (useId) => {
      await open(stand.henan, blob, useId);
      const wrong = await rest.upload(stand.henan, start(useId), newCopy(bytes.length).bytes);
      expect(wrong.code).toBe('DIGEST_MISMATCH');
      await open(stand.henan, blob, useId);
      return rest.upload(stand.henan, start(useId), bytes);
    });
    expect(told).toBe('OK');
  });

  it('may go on where it broke off', async () => {
    const { blob, bytes } = newCopy();
    const { useId } = await useAnswered(async (query) => {
      const use = { useId: query.useId ?? '' };
      await open(stand.henan, blob, use.useId);
      await rest.upload(stand.henan, { sha256: blob.sha256, offset: 0, ...use }, bytes.subarray(0, 2_000));
      await stand.henan.grpc.upload(blob, bytes, use.useId);
      return fileAnswerTo(stand.henan, query, blob);
    });
    expect((await rest.ask(stand.guangdong, 'Download', { sha256: blob.sha256, useId })).body).toEqual(bytes);
    expect(readdirSync(folderOf(useId))).toContain('blobs');
  });
});
