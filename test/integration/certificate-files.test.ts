import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import type { SignedParts } from '#crypto/jose';
import type { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { OPERATION_DOORS, rest } from '../kit/doors.js';
import {
  answerTo,
  fileAnswerTo,
  newCertificate,
  newConsent,
  type OpenedLine,
  openLine,
  useByConsent,
  useByDuty,
  useOfFile,
} from '../kit/electronic-certificates.js';
import { newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/** Copies of certificates' files on their way through the hub: who may bring one in, who may fetch it, and until when. */

const MAX_BYTES = 100_000;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let line: OpenedLine | undefined;

beforeAll(async () => {
  hub = await startTestHub({ settings: [`certificates.fileBytes=${MAX_BYTES}`] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterEach(async () => {
  await line?.close();
  line = undefined;
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

type Query = tongban.v1.CertificateQuery.$Properties;

function newCopy(size = 5_000, mediaType = 'application/ofd') {
  const { bytes } = newFile(size);
  return { bytes, blob: blobRefOf(bytes, mediaType, '副本.ofd') };
}

/** Henan's one line, which answers so. */
async function opened(answer: (query: Query) => Promise<SignedParts>): Promise<void> {
  await line?.close();
  line = await openLine(hub, henan, answer);
}

/** Guangdong asks Henan for the file of a certificate. */
async function useAnswered(answer: (query: Query) => Promise<SignedParts>, over: object = {}) {
  await opened(answer);
  const body = useOfFile(await newCertificate(henan), over);
  return guangdong.grpc.useCertificate(guangdong.sign('UseCertificate', body));
}

/** The whole way, as it should be. */
async function released(copy = newCopy()) {
  const { useId } = await useAnswered(async (query) => {
    await henan.grpc.upload(copy.blob, copy.bytes, query.useId);
    return fileAnswerTo(henan, query, copy.blob);
  });
  return { useId, ...copy };
}

const folderOf = (useId: string) => join(hub.dataDir, 'certificate-files', useId);

describe('the copy of a certificate’s file', () => {
  it('goes to the platform that asked for it, and to nobody else', async () => {
    const { useId, blob, bytes } = await released();
    const { sha256 } = blob;
    for (const door of OPERATION_DOORS) {
      expect((await door.ask(guangdong, 'Download', { sha256, useId })).body).toEqual(bytes);
      expect((await door.ask(guangdong, 'Download', { sha256, useId, offset: 10 })).body).toEqual(
        bytes.subarray(10),
      );
      const refused = await Promise.all([
        door.ask(henan, 'Download', { sha256, useId }), // whoever made it has it
        door.ask(guangdong, 'Download', { sha256 }),
        door.ask(henan, 'Download', { sha256 }),
        door.ask(guangdong, 'Download', { sha256: 'a'.repeat(64), useId }),
      ]);
      expect(refused.map(({ code }) => code)).toEqual(Array(4).fill('NOT_FOUND'));
    }
    const past = await rest.ask(guangdong, 'Download', { sha256, useId, offset: bytes.length + 1 });
    expect(past.code).toBe('OFFSET_MISMATCH');
  });

  it('is no file that a case may name', async () => {
    const { blob } = await released();
    const rows = await hub.database.query(`select 1 from blob where sha256 = '${blob.sha256}'`);
    expect(rows).toEqual([]);
  });

  it('is nobody’s while its use is not released, nor when it was refused', async () => {
    const copy = newCopy();
    let useId = '';
    const refused = useAnswered(async (query) => {
      useId = query.useId ?? '';
      await henan.grpc.upload(copy.blob, copy.bytes, useId);
      const early = await rest.ask(guangdong, 'Download', { sha256: copy.blob.sha256, useId });
      expect(early.code).toBe('NOT_FOUND');
      return answerTo(henan, query, { refusal: '档案核查中' });
    });
    await expect(refused).rejects.toMatchObject({ code: 'ISSUER_REFUSED' });
    for (const peer of [guangdong, henan]) {
      expect((await rest.ask(peer, 'Download', { sha256: copy.blob.sha256, useId })).code).toBe('NOT_FOUND');
    }
  });

  it('is deleted when its time is over, bytes and all, and by then may be read by nobody', async () => {
    const { useId, blob } = await released();
    const other = await released();
    await hub.database.query(`update certificate_file set until = now() where use_id = $1`, [useId]);
    expect((await rest.ask(guangdong, 'Download', { sha256: blob.sha256, useId })).code).toBe('NOT_FOUND');
    await hub.running.services.useFiles.sweep();
    expect(existsSync(folderOf(useId))).toBe(false);
    const rows = await hub.database.query('select 1 from certificate_file where use_id = $1', [useId]);
    expect(rows).toEqual([]);
    const kept = await rest.ask(guangdong, 'Download', { sha256: other.blob.sha256, useId: other.useId });
    expect(kept.body).toEqual(other.bytes);
  });

  it('is released for as long as the hub is told to keep it', async () => {
    const before = Date.now();
    const { useId } = await released();
    const [row] = await hub.database.query<{ until: string }>(
      'select extract(epoch from until) * 1000 as until from certificate_file where use_id = $1',
      [useId],
    );
    expect(Number(row?.until) - before).toBeGreaterThanOrEqual(3_600_000);
    expect(Number(row?.until) - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  it('can be asked for by consent as well, and is one use', async () => {
    const copy = newCopy();
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong);
    await opened(async (query) => {
      await henan.grpc.upload(copy.blob, copy.bytes, query.useId);
      return fileAnswerTo(henan, query, copy.blob);
    });
    const { operation, format } = useOfFile(certificateId);
    const body = () =>
      useByConsent(certificateId, consentId, caseRef, { operation, format, fields: undefined });
    await guangdong.grpc.useCertificate(guangdong.sign('UseCertificate', body()));
    const again = guangdong.grpc.useCertificate(guangdong.sign('UseCertificate', body()));
    await expect(again).rejects.toMatchObject({ code: 'CONSENT_NOT_VALID' });
  });
});

describe('an answer with a file', () => {
  const copy = newCopy();
  const uploaded =
    (over: object, blob = copy.blob) =>
    async (query: Query) => {
      await henan.grpc.upload(copy.blob, copy.bytes, query.useId);
      return fileAnswerTo(henan, query, blob, over);
    };

  it.each<[string, (query: Query) => Promise<SignedParts>, object?]>([
    ['that was not uploaded', async (query) => fileAnswerTo(henan, query, copy.blob)],
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
    ['that is not there at all', async (query) => answerTo(henan, query)],
    ['and matches', uploaded({ matches: [{ name: '名称', matches: true }] })],
  ])('%s is not handed on', async (_, answer, over) => {
    await expect(useAnswered(answer, over)).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
  });

  it('to a use of data is not handed on', async () => {
    await opened(async (query) => fileAnswerTo(henan, query, copy.blob));
    const message = guangdong.sign('UseCertificate', useByDuty(await newCertificate(henan)));
    await expect(guangdong.grpc.useCertificate(message)).rejects.toMatchObject({
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
      return answerTo(henan, query, { refusal: '演练' });
    }, over);
    await expect(use).rejects.toMatchObject({ code: 'ISSUER_REFUSED' });
    return told;
  }

  const open = (peer: TestPeer, blob: object, useId: string) => rest.ask(peer, 'OpenUpload', { blob, useId });

  it('is the business of the platform that is asked alone', async () => {
    const { blob } = newCopy();
    expect(await toldWhileAsked((useId) => open(guangdong, blob, useId))).toBe('NOT_FOUND');
    expect(await toldWhileAsked((useId) => open(henan, blob, useId))).toBe('OK');
  });

  it('is taken only while the use is asked for', async () => {
    const { useId, blob, bytes } = await released();
    expect((await open(henan, newCopy().blob, useId)).code).toBe('NOT_FOUND');
    expect((await open(henan, newCopy().blob, '0197a1b0-0000-7000-8000-000000000001')).code).toBe(
      'NOT_FOUND',
    );
    const start = { sha256: newCopy().blob.sha256, offset: 0, useId };
    expect((await rest.upload(henan, start, bytes)).code).toBe('NOT_FOUND');
    expect((await rest.ask(guangdong, 'Download', { sha256: blob.sha256, useId })).body).toEqual(bytes);
  });

  it('is not taken for a use of data', async () => {
    let told = '';
    await opened(async (query) => {
      told = (await open(henan, newCopy().blob, query.useId ?? '')).code;
      return answerTo(henan, query);
    });
    await guangdong.grpc.useCertificate(
      guangdong.sign('UseCertificate', useByDuty(await newCertificate(henan))),
    );
    expect(told).toBe('NOT_FOUND');
  });

  it.each([
    ['larger than the limit', newCopy(MAX_BYTES + 1).blob, 'TOO_LARGE'],
    ['of another kind', newCopy(10, 'image/png').blob, 'MALFORMED'],
  ])('is not opened for a file %s', async (_, blob, code) => {
    expect(await toldWhileAsked((useId) => open(henan, blob, useId))).toBe(code);
  });

  it('of other bytes than were announced is refused, and can be made good', async () => {
    const { blob, bytes } = newCopy();
    const start = (useId: string) => ({ sha256: blob.sha256, offset: 0, useId });
    const told = await toldWhileAsked(async (useId) => {
      await open(henan, blob, useId);
      const wrong = await rest.upload(henan, start(useId), newCopy(bytes.length).bytes);
      expect(wrong.code).toBe('DIGEST_MISMATCH');
      await open(henan, blob, useId);
      return rest.upload(henan, start(useId), bytes);
    });
    expect(told).toBe('OK');
  });

  it('may go on where it broke off', async () => {
    const { blob, bytes } = newCopy();
    const { useId } = await useAnswered(async (query) => {
      const use = { useId: query.useId ?? '' };
      await open(henan, blob, use.useId);
      await rest.upload(henan, { sha256: blob.sha256, offset: 0, ...use }, bytes.subarray(0, 2_000));
      await henan.grpc.upload(blob, bytes, use.useId);
      return fileAnswerTo(henan, query, blob);
    });
    expect((await rest.ask(guangdong, 'Download', { sha256: blob.sha256, useId })).body).toEqual(bytes);
    expect(readdirSync(folderOf(useId))).toContain('blobs');
  });
});
