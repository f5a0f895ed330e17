import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { fromFlattened, messageKey, readHeader, type SignedParts } from '#crypto/jose';
import { importPrivateKey } from '#crypto/primitives';
import { formatCaseNo } from '#domain/codes';
import { systemRuntime } from '#hub/runtime';
import {
  APP_ROLE,
  cases,
  events,
  type Fragment,
  inbox,
  logStore,
  messages,
  migrate,
  openDatabase,
} from '#hub/store';
import type { tongban } from '#proto/codec';
import { CertificateService, MessageService } from '#proto/services';
import { BarePipeline } from './bare-pipeline.js';
import { bareUses } from './bare-uses.js';
import { partsOf } from './messages.js';

/**
 * The bare pipeline, the ceiling of the hub's figures: the same transports and the same bytes, the signature checked, the same
 * rows in one batched insert, an acknowledgement. No parsing, no rights, no case logic, no log, no proof.
 */

export interface BareSpec {
  readonly databaseUrl: string;
  readonly material: string;
  readonly serverMaterial: string;
}

/** What is the same in every row. The leaf has the size of a real one. */
const ROW = {
  seq: 1,
  state: 'SUBMITTED',
  mode: 'FULLY_ONLINE',
  competent: 'henan',
  competentCaseRef: undefined,
  facets: {},
  itemCode: '002090012000',
  basicCode: '002090012000',
  implementationCode: '11410000MBY900027Q2002090012000',
  eventCount: 1,
  openNotice: undefined,
  type: 'SubmitCase',
  actor: 'guangdong',
  commitment: Buffer.alloc(32),
  secret: { salt: Buffer.alloc(32), contentKey: Buffer.alloc(32) },
  recipient: 'henan',
  body: Buffer.alloc(455, 'x'),
} as const;

const runtime = systemRuntime();

function rowOf(parts: SignedParts) {
  const now = Date.now();
  const { jti: messageId, iss: issuer } = readHeader(parts.protected);
  return {
    ...ROW,
    protected: parts.protected,
    sealed: Buffer.concat([Buffer.alloc(21), parts.payload, parts.signature]),
    issuer,
    messageId,
    caseNo: formatCaseNo(now, runtime.random(12)),
    applicantTag: runtime.random(32),
    submitter: issuer,
    submitterCaseRef: `BENCH-${messageId}`,
    leafId: runtime.newId(),
    receivedAt: now,
    createdAt: now,
    updatedAt: now,
    availableAt: now,
  };
}

type SubmissionRow = ReturnType<typeof rowOf>;

function writeSubmissions(rows: readonly SubmissionRow[], index: number): readonly Fragment[] {
  return [
    messages.insertMessages(rows),
    cases.insertCases(rows),
    events.insertEvents(rows),
    events.insertEventSecrets(rows),
    inbox.insertInbox(rows),
    logStore.insertEntries(0, index, rows),
  ];
}

/** @returns the number of the case. */
type Submit = (parts: SignedParts) => Promise<string>;

type Stream = ServerDuplexStream<tongban.v1.SubmitStreamRequest, tongban.v1.SubmitStreamResponse.$Properties>;

function stream(submit: Submit): (call: Stream) => void {
  return (call) => {
    let answers: tongban.v1.TaggedAnswer.$Properties[] = [];
    const flush = () => {
      call.write({ checkpoint: '', answers });
      answers = [];
    };
    call.on('data', (frame: tongban.v1.SubmitStreamRequest) => {
      for (const { tag = 0, message } of frame.messages) {
        void submit(partsOf(message)).then((caseNo) => {
          answers.push({ tag, acknowledgement: { caseNo } });
          if (answers.length === 1) setImmediate(flush);
        });
      }
    });
    call.on('end', () => call.end());
    call.on('error', () => {}); // the load generator cancels when it is done
  };
}

const { useCertificate, useCertificates } = CertificateService;
const certificateCalls = { useCertificate, useCertificates };

async function start(spec: BareSpec): Promise<{ grpc: number; rest: number }> {
  await migrate(spec.databaseUrl);
  const read = (folder: string, file: string) => readFileSync(join(folder, file));
  const key = messageKey(importPrivateKey(read(spec.material, 'message.pem').toString()));
  const { spki } = key.key.publicKey;
  const db = openDatabase({ url: spec.databaseUrl, poolSize: 4, role: APP_ROLE, onError: () => {} }); // queries report failures
  let index = 0;
  const nextIndex = () => index++;
  const submissions = new BarePipeline(db, spki, nextIndex, writeSubmissions);
  const submit: Submit = async (parts) => {
    const row = rowOf(parts);
    await submissions.submit(parts, row);
    return row.caseNo;
  };
  const [ca, cert, privateKey] = [
    read(spec.material, 'authority.crt'),
    read(spec.serverMaterial, 'server.crt'),
    read(spec.serverMaterial, 'server.key'),
  ];
  const server = new Server({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 });
  server.addService(MessageService, {
    submitStream: stream(submit),
    submit: (
      call: ServerUnaryCall<tongban.v1.SubmitRequest, tongban.v1.SubmitResponse.$Properties>,
      callback: sendUnaryData<tongban.v1.SubmitResponse.$Properties>,
    ) => {
      void submit(partsOf(call.request.message)).then((caseNo) =>
        callback(null, { acknowledgement: { caseNo } }),
      );
    },
    getAnswer: () => {},
  });
  server.addService(certificateCalls, bareUses(db, spki, nextIndex));
  const grpc = await new Promise<number>((resolve, reject) => {
    const tls = ServerCredentials.createSsl(ca, [{ private_key: privateKey, cert_chain: cert }], true);
    server.bindAsync('127.0.0.1:0', tls, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
  const rest = createServer({ ca, cert, key: privateKey, requestCert: true }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void submit(fromFlattened(JSON.parse(Buffer.concat(chunks).toString()))).then((caseNo) => {
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ acknowledgement: { caseNo } }));
      });
    });
  });
  await new Promise<void>((resolve) => rest.listen(0, '127.0.0.1', resolve));
  return { grpc, rest: (rest.address() as AddressInfo).port }; // it listens on a port
}

process.once('message', (spec: BareSpec) => void start(spec).then((ports) => process.send?.({ ports })));
process.on('disconnect', () => process.exit(0));
