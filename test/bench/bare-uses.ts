import type { ServerDuplexStream, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { readHeader, type SignedParts } from '#crypto/jose';
import { systemRuntime } from '#hub/runtime';
import { certificateActs, certificateUses, type Database, type Fragment, logStore } from '#hub/store';
import type { tongban } from '#proto/codec';
import { BarePipeline } from './bare-pipeline.js';
import { certificateIdAt, ORGANISATION, platformAt, TYPE } from './certificate-rows.js';
import { partsOf } from './messages.js';

/**
 * The bare pipeline for uses that the directory answers: the signature checked, a line of the ledger and what it needs written,
 * an answer of the usual size that nobody has signed. Nothing is read, and nothing judged.
 */

const runtime = systemRuntime();

type UseRow = ReturnType<typeof rowOf>;

function rowOf(parts: SignedParts) {
  const now = Date.now();
  const { jti: messageId, iss: issuer } = readHeader(parts.protected);
  const leafId = runtime.newId();
  return {
    ...ROW,
    issuer,
    messageId,
    requester: issuer,
    leafId,
    useId: leafId,
    certificateId: certificateIdAt(now % 10_000),
    receivedAt: now,
    decidedAt: now,
  };
}

/** What is the same in every row. The leaf has the size of a real one. */
const ROW = {
  type: 'UseCertificate',
  digest: Buffer.alloc(32),
  salt: Buffer.alloc(32),
  organisation: ORGANISATION,
  clerk: '窗口1',
  operation: 'STATUS',
  typeCode: TYPE,
  platform: platformAt(0),
  holderTag: null,
  basicCode: '002090012000',
  caseRef: 'BENCH-1',
  consentId: null,
  duty: null,
  presentationId: null,
  presentationPlatform: null,
  fields: [],
  refusalCode: null,
  body: Buffer.alloc(760, 'x'),
} as const;

function write(rows: readonly UseRow[], index: number): readonly Fragment[] {
  return [
    certificateActs.insertCertificateActs(rows),
    certificateUses.insertUses(rows),
    logStore.insertEntries(0, index, rows),
  ];
}

type Stream = ServerDuplexStream<
  tongban.v1.UseCertificatesRequest,
  tongban.v1.UseCertificatesResponse.$Properties
>;
type Unary = ServerUnaryCall<tongban.v1.UseCertificateRequest, tongban.v1.UseCertificateResponse.$Properties>;

/** The two calls of CertificateService that are measured. */
export function bareUses(db: Database, spki: Uint8Array, nextIndex: () => number) {
  const pipeline = new BarePipeline(db, spki, nextIndex, write);
  const use = async (parts: SignedParts) => {
    const row = rowOf(parts);
    await pipeline.submit(parts, row);
    return { useId: row.useId, salt: row.salt, statement: STATEMENT };
  };
  return {
    useCertificate: (
      call: Unary,
      callback: sendUnaryData<tongban.v1.UseCertificateResponse.$Properties>,
    ): void => void use(partsOf(call.request.message)).then((release) => callback(null, release)),
    useCertificates: (call: Stream): void => {
      let answers: tongban.v1.TaggedRelease.$Properties[] = [];
      const flush = () => {
        call.write({ answers });
        answers = [];
      };
      call.on('data', (frame: tongban.v1.UseCertificatesRequest) => {
        for (const { tag = 0, message } of frame.messages) {
          void use(partsOf(message)).then((release) => {
            answers.push({ tag, release });
            if (answers.length === 1) setImmediate(flush);
          });
        }
      });
      call.on('end', () => call.end());
      call.on('error', () => {}); // the load generator cancels when it is done
    },
  };
}

const STATEMENT = {
  protected: Buffer.alloc(290),
  payload: Buffer.alloc(560),
  signature: Buffer.alloc(64),
};
