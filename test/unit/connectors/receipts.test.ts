import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LogView, ReceiptError, type ReceiptSubject, unwatched, verifyReceipt } from '#connectors/kit';
import { generatePrivateKey } from '#crypto/primitives';
import { ed25519Signer, ed25519Verifier } from '#crypto/tlog';
import { verifyCertificateReceipt, verifyStoredReport } from '../../../connectors/kit/receipts.js';
import { pairNumberOf } from '../../../connectors/kit/received-numbers.js';
import { issued, newCertificateId } from '../../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../../kit/hub.js';
import { submission } from '../../kit/messages.js';

let hub: TestHub;
let log: LogView;

beforeAll(async () => {
  hub = await startTestHub();
  log = readVerifier(hub.running.services.identity.logVkey);
});
afterAll(() => hub.close());

describe('the receipt of an act', () => {
  let subject: ReceiptSubject;
  let other: ReceiptSubject;

  beforeAll(async () => {
    const guangdong = await hub.peer('guangdong');
    const submit = async (): Promise<ReceiptSubject> => {
      const message = guangdong.sign('SubmitCase', submission());
      const { caseNo, eventSeq, leaf, salt, receipt } = await guangdong.grpc.submit(message);
      return { message, caseNo, eventSeq, leaf, salt, receipt };
    };
    other = await submit();
    subject = await submit();
  });

  it('holds for what it is about', () => {
    expect(verifyReceipt(subject, log)).toBe(verifyReceipt(other, log) + 1);
  });

  it('holds for the case when the bytes of the message are lost', () => {
    expect(verifyReceipt({ ...subject, message: undefined }, log)).toBe(verifyReceipt(other, log) + 1);
    expect(() => verifyReceipt({ ...subject, message: undefined, caseNo: other.caseNo }, log)).toThrow(
      'about another case',
    );
  });

  it.each([
    ['there is none', () => ({ receipt: undefined })],
    ['about another message', () => ({ message: other.message })],
    ['about another message', () => ({ salt: other.salt })],
    ['other contents than those of the message', () => ({ leaf: withOtherGroups() })],
    ['about another case', () => ({ caseNo: other.caseNo })],
    ['another case or event', () => ({ eventSeq: 2 })],
    ['not one of an act', () => ({ leaf: Buffer.from('{}') })],
    ['the inclusion proof', () => ({ receipt: { ...subject.receipt, index: 0 } })],
    ['the inclusion proof', () => ({ receipt: { ...subject.receipt, path: [] } })],
    [
      'the inclusion proof',
      () => ({ receipt: { ...subject.receipt, checkpoint: other.receipt?.checkpoint ?? '' } }),
    ],
    ['the checkpoint', () => ({ receipt: { ...subject.receipt, checkpoint: altered() } })],
  ])('does not hold when %s', (reason, change) => {
    const changed = { ...subject, ...change() };
    expect(() => verifyReceipt(changed, log)).toThrow(ReceiptError);
    expect(() => verifyReceipt(changed, log)).toThrow(reason);
  });

  it('does not hold under another key of the same name', () => {
    const stranger = ed25519Signer(hub.running.services.identity.logOrigin, generatePrivateKey('ED25519'));
    expect(() => verifyReceipt(subject, readVerifier(stranger.vkey))).toThrow('the checkpoint (SIGNATURE)');
  });

  /** As of a hub that would show something else later. */
  function withOtherGroups(): Buffer {
    const [own, others] = [subject, other].map(({ leaf }) => JSON.parse(Buffer.from(leaf).toString()));
    return Buffer.from(JSON.stringify({ ...own, groups: others.groups }));
  }

  function altered(): string {
    return (subject.receipt?.checkpoint ?? '').replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`);
  }
});

describe('the pair number of a dispatched act', () => {
  it('is taken from a leaf of its sender that names the recipient, and from no other', async () => {
    const guangdong = await hub.peer('guangdong');
    const { leaf } = await guangdong.act('SubmitCase', submission());
    expect(pairNumberOf(leaf, 'guangdong', 'henan')).toBeGreaterThan(0);
    expect(() => pairNumberOf(leaf, 'hunan', 'henan')).toThrow('not one of an act of its sender');
    expect(() => pairNumberOf(leaf, 'guangdong', 'hunan')).toThrow(
      'does not say that the act was dispatched here',
    );
  });
});

describe('the receipt of a report about a certificate', () => {
  it('holds for its bytes, or for its type and its certificate when they are lost', async () => {
    const henan = await hub.peer('henan');
    const [certificateId, another] = [newCertificateId(), newCertificateId()];
    const message = henan.sign('CertificateIssued', issued(certificateId));
    const ack = await henan.grpc.reportCertificate(message);
    const index = verifyCertificateReceipt(message, ack, log);
    const report = { type: 'CertificateIssued', certificateId };
    expect(verifyStoredReport(report, ack, log)).toBe(index);
    for (const wrong of [{ type: 'CertificateChanged' }, { certificateId: another }]) {
      expect(() => verifyStoredReport({ ...report, ...wrong }, ack, log)).toThrow('about another report');
    }
    const other = henan.sign('CertificateIssued', issued(another));
    expect(() => verifyCertificateReceipt(other, ack, log)).toThrow('about another message');
    const stored = await henan.grpc.reportAnswer(ack.messageId);
    expect(stored?.leafId).toBe(ack.leafId);
    expect(await henan.grpc.reportAnswer(uuidv7())).toBeUndefined();
  });
});

function readVerifier(vkey: string): LogView {
  const verifier = ed25519Verifier(vkey);
  if (verifier === undefined) throw new Error(`${vkey} is not a vkey`);
  return unwatched([verifier]);
}
