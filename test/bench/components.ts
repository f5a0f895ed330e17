import { Client, credentials, Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { messageKey, signingInput } from '#crypto/jose';
import { generatePrivateKey, type Suite } from '#crypto/primitives';
import { formatCaseNo } from '#domain/codes';
import { systemRuntime } from '#hub/runtime';
import { APP_ROLE, cases, compose, events, inbox, logStore, messages, openDatabase } from '#hub/store';
import type { tongban } from '#proto/codec';
import { MessageService } from '#proto/services';
import { presign } from './messages.js';

/** The parts of the path by themselves: what each could do if it had the machine to itself. */

const DURATION_MS = 1_500;

/** Signatures of real messages checked a second, on one core. */
export function verifyRate(suite: Suite): number {
  const key = messageKey(generatePrivateKey(suite));
  const spec = {
    work: 'SUBMIT',
    issuer: 'a',
    audience: 'b',
    itemCode: '002090012000',
    divisionCode: '410000',
    messages: 200,
  };
  const signed = presign(spec as never, key); // only what a message needs
  let count = 0;
  const started = performance.now();
  while (performance.now() - started < DURATION_MS) {
    for (const parts of signed) key.key.publicKey.verify(signingInput(parts), parts.signature);
    count += signed.length;
  }
  return Math.round(count / ((performance.now() - started) / 1000));
}

type Echo = ServerDuplexStream<tongban.v1.SubmitStreamRequest, tongban.v1.SubmitStreamResponse.$Properties>;

/** Messages of the same size a second through a gRPC stream that only echoes, in frames of 32, both ends in this process. */
export async function echoRate(): Promise<number> {
  const server = new Server();
  server.addService(MessageService, {
    submitStream: (call: Echo) => {
      call.on('data', (frame: tongban.v1.SubmitStreamRequest) => {
        call.write({
          answers: frame.messages.map(({ tag }) => ({ tag: tag ?? 0, acknowledgement: { caseNo: 'x' } })),
        });
      });
      call.on('error', () => {}); // cancelled below
    },
    submit: () => {},
    getAnswer: () => {},
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const { path, requestSerialize, responseDeserialize } = MessageService.submitStream;
  const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  call.on('error', () => {}); // cancelled below
  const message = { protected: Buffer.alloc(260), payload: Buffer.alloc(1100), signature: Buffer.alloc(64) };
  const frame = { messages: Array.from({ length: 32 }, (_, tag) => ({ tag, message })) };
  let count = 0;
  call.on('data', (answer: tongban.v1.SubmitStreamResponse) => {
    count += answer.answers.length;
    call.write(frame);
  });
  const started = performance.now();
  for (let i = 0; i < 8; i++) call.write(frame);
  await new Promise((resolve) => setTimeout(resolve, DURATION_MS));
  const rate = Math.round(count / ((performance.now() - started) / 1000));
  call.cancel();
  client.close();
  server.forceShutdown();
  return rate;
}

/** The five rows of a submission, written a second in batches of this size, by one connection. */
export async function insertRate(databaseUrl: string, batch: number): Promise<number> {
  const db = openDatabase({ url: databaseUrl, poolSize: 4, role: APP_ROLE, onError: () => {} }); // queries report failures
  const runtime = systemRuntime();
  let index = batch * 1_000_000;
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < DURATION_MS) {
    const rows = Array.from({ length: batch }, () => row(runtime));
    await db.transaction('bench', async (tx) => {
      const write = compose([
        messages.insertMessages(rows),
        cases.insertCases(rows),
        events.insertEvents(rows),
        events.insertEventSecrets(rows),
        inbox.insertInbox(rows),
        logStore.insertEntries(0, index, rows),
      ]);
      if (write !== undefined) tx.send(write);
    });
    index += batch;
    count += batch;
  }
  const rate = Math.round(count / ((performance.now() - started) / 1000));
  await db.close();
  return rate;
}

function row(runtime: ReturnType<typeof systemRuntime>) {
  const now = runtime.now();
  const messageId = runtime.newId();
  return {
    issuer: 'henan',
    messageId,
    commitment: Buffer.alloc(32),
    caseNo: formatCaseNo(now, runtime.random(12)),
    applicantTag: runtime.random(32),
    seq: 1,
    state: 'SUBMITTED',
    mode: 'FULLY_ONLINE',
    submitter: 'henan',
    competent: 'guangdong',
    submitterCaseRef: messageId,
    competentCaseRef: undefined,
    facets: {},
    itemCode: '002090012000',
    basicCode: '002090012000',
    implementationCode: '11410000MBY900027Q2002090012000',
    eventCount: 1,
    openNotice: undefined,
    createdAt: now,
    updatedAt: now,
    type: 'SubmitCase',
    actor: 'henan',
    receivedAt: now,
    leafId: runtime.newId(),
    protected: Buffer.alloc(260),
    sealed: Buffer.alloc(1185),
    secret: { salt: Buffer.alloc(32), contentKey: Buffer.alloc(32) },
    body: Buffer.alloc(455, 'x'),
    recipient: 'guangdong',
    availableAt: now,
  } as const;
}
