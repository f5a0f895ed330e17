import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { encode as gb18030 } from '#connectors/qingxin';
import { readBundle, readZip, withheldIn } from '#crypto/evidence';
import type { SignedParts } from '#crypto/jose';
import { createRandom } from '#crypto/primitives';
import { type NoteVerifier, parsePolicy } from '#crypto/tlog';
import { Auditors } from '#hub/exchange';
import { exportLog, RemoteLog, SHA256_TREE } from '#hub/log';
import { systemRuntime } from '#hub/runtime';
import { servedFiles } from '../../hub/cli/mirror/served-files.js';
import { captureLog } from '../kit/captured-log.js';
import {
  answerTo,
  consent,
  ITEM,
  issued,
  newCertificateId,
  type OpenedLine,
  opening,
  openLine,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, submission, wholeLife } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { findPlanted, needlesOf, type Planted } from '../kit/planted.js';
import { run, TONGBAN } from '../kit/program.js';
import { filesIn } from '../kit/stored-archive.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

/** All invented. */
const NAME = '欧阳栗子·买买提江';
const AGENT = '司徒查无此人';
const ID_NUMBER = '11010519491231002X';
const PHONE = '138-0013-8000';
const ADDRESS = '郑州市金水区无名路十八号院三单元';
const REMARK = '申请人自述：Lost It On The Train，请尽快办理。';
const CLERK = '窗口07-测试员上官';
const FIELD = '经营范围：栗子零售';
const PLANTED: readonly Planted[] = [
  { what: 'a name', text: NAME },
  { what: 'an agent', text: AGENT },
  { what: 'an ID number', text: ID_NUMBER },
  { what: 'a phone number', text: PHONE },
  { what: 'an address', text: ADDRESS },
  { what: 'free text', text: REMARK },
  { what: 'a clerk', text: CLERK },
  { what: 'a field of a certificate', text: FIELD },
];
const needles = needlesOf(PLANTED);
const HOLDER = { codeType: '111', code: ID_NUMBER };

describe('personal data that went through a hub', () => {
  const own = captureLog();
  const folder = mkdtempSync(join(tmpdir(), 'tongban-planted-'));
  /** Every signed message, as it was sent. */
  const sent: Buffer[] = [];
  let witness: TestWitness;
  let logKey: NoteVerifier;
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;
  let line: OpenedLine;
  let caseNo: string;
  let policyText: string;

  const sign = (peer: TestPeer, type: string, body: object): SignedParts => {
    const message = peer.sign(type, body);
    sent.push(Buffer.from(message.payload));
    return message;
  };
  const act = (peer: TestPeer, type: string, body: object) => peer.grpc.submit(sign(peer, type, body));

  beforeAll(async () => {
    hub = await startTestHub({
      logger: own.logger,
      settings: ['witnessing.publishEveryMs=50'],
      logPolicy: async (log) => {
        logKey = log.verifier;
        witness = await openWitness('w1.example', log.verifier);
        policyText = `log ${log.vkey}\n${witness.line}\nquorum w1.example\n`;
        const policy = parsePolicy(policyText);
        if ('reason' in policy) throw new Error(policy.reason);
        return policy;
      },
    });
    [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    line = await openLine(hub, henan, (query) => {
      const answer = answerTo(henan, query, { fields: [{ name: '经营范围', value: FIELD }] });
      sent.push(Buffer.from(answer.payload));
      return answer;
    });
    await playEverything();
  });
  afterAll(async () => {
    await line.close();
    await hub.close();
    await witness.close();
    own.remove();
    rmSync(folder, { recursive: true });
  });

  async function playEverything(): Promise<void> {
    const applicant = { name: NAME, idType: '111', idNumber: ID_NUMBER, phone: PHONE };
    const agent = { name: AGENT, idType: '111', idNumber: ID_NUMBER };
    const form = [
      { name: '住址', value: ADDRESS },
      { name: '说明', value: REMARK },
    ];
    const personal = { open: { applicantKind: 'NATURAL_PERSON', applicant, agent, form } };
    const body = { ...submission({ mode: 'REMOTE_INTAKE' }), personal };
    caseNo = (await act(guangdong, 'SubmitCase', body)).caseNo;
    for (const { by, type, body: rest } of wholeLife('REMOTE_INTAKE').slice(0, 3)) {
      const said = type === 'CorrectionNotice' ? { ...rest, missing: [REMARK] } : rest;
      await act(by === 'submitter' ? guangdong : henan, type, { caseNo, ...said });
    }
    // Refused: a number that is taken, an act that the state does not allow, a body that says too much.
    const refused: [TestPeer, string, object, string][] = [
      [guangdong, 'SubmitCase', { ...body, mode: 'FULLY_ONLINE' }, 'DUPLICATE_CASE'],
      [
        guangdong,
        'DeliveryFailed',
        { caseNo, reasonCode: 'X', reason: REMARK, failedAt: AT },
        'ILLEGAL_TRANSITION',
      ],
      [guangdong, 'SubmitCase', { ...body, remarks: REMARK, itemCode: NAME }, 'MALFORMED'],
    ];
    for (const [peer, type, said, code] of refused)
      await expect(act(peer, type, said)).rejects.toMatchObject({ code });

    const certificateId = newCertificateId();
    await henan.grpc.reportCertificate(
      sign(henan, 'CertificateIssued', { ...issued(certificateId), holders: [HOLDER] }),
    );
    const granted = sign(guangdong, 'ConsentGranted', { ...consent(), holder: HOLDER, reason: REMARK });
    const { caseRef } = JSON.parse(Buffer.from(granted.payload).toString()) as { caseRef: string };
    await guangdong.grpc.grantConsent(granted);
    const { jti } = JSON.parse(Buffer.from(granted.protected).toString()) as { jti: string };
    const use = useByConsent(certificateId, jti, caseRef, {
      ...{ clerk: CLERK, fields: ['经营范围'] },
      purpose: { basicCode: ITEM, caseRef, reason: REMARK },
    });
    expect(await guangdong.grpc.useCertificate(sign(guangdong, 'UseCertificate', use))).toBeDefined();
    const opened = { ...opening(certificateId), holder: HOLDER };
    await guangdong.grpc.openPresentation(sign(guangdong, 'PresentationOpened', opened));
    for (const [over, code] of [
      [{ certificateId: undefined, holder: HOLDER, operation: 'FIND', fields: undefined }, 'MALFORMED'],
      [{ consentId: uuidv7() }, 'CONSENT_NOT_VALID'],
    ] as const) {
      const wish = { ...useByDuty(certificateId), clerk: CLERK, ...over };
      const answer = guangdong.grpc.useCertificate(sign(guangdong, 'UseCertificate', wish));
      await expect(answer).rejects.toMatchObject({ code });
    }
  }

  /** All bytes of all files below. */
  function bytesIn(path: string): Buffer {
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
    const files = names.map((name) => join(path, name)).filter((name) => statSync(name).isFile());
    expect(files.length).toBeGreaterThan(0);
    return Buffer.concat(files.map((name) => Buffer.concat([Buffer.from(`${name}\n`), readFileSync(name)])));
  }

  const evidence = async () => readZip(Buffer.from(await guangdong.grpc.evidence(caseNo)));

  it('is found, all of it, in the messages that carried it', async () => {
    const payloads = Buffer.concat(sent);
    const bundle = Buffer.concat([...(await evidence())].map(([, bytes]) => Buffer.from(bytes)));
    for (const { what } of PLANTED) {
      expect(
        findPlanted(needles, payloads).some((found) => found.startsWith(`${what}, `)),
        what,
      ).toBe(true);
    }
    expect(findPlanted(needles, bundle)).toContainEqual(expect.stringMatching(/^an ID number, .*base64url/));
  });

  it('would be found in whatever way it were written', () => {
    const digest = (name: string, text: string) => createHash(name).update(text).digest();
    const ways: [found: RegExp, written: string | Buffer][] = [
      [/^a name, .*GB18030, base64/, gb18030(`姓名：${NAME}`).toString('base64')],
      [/^a name, .*UTF-8, base64url/, Buffer.from(JSON.stringify({ name: NAME })).toString('base64url')],
      [/^free text, lower case, UTF-8/, `"${REMARK.toLowerCase()}"`],
      [/^free text, .*UTF-16LE/, Buffer.from(REMARK, 'utf16le')],
      [/^an ID number, digits only, .*md5.*hex/, digest('md5', '11010519491231002').toString('hex')],
      [/^an ID number, lower case, .*sm3.*base64/, digest('sm3', '11010519491231002x').toString('base64')],
      [
        /^a phone number, digits only, .*sha1, HEX/,
        digest('sha1', '13800138000').toString('hex').toUpperCase(),
      ],
      [/^a clerk, .*sha256, plain/, digest('sha256', CLERK)],
    ];
    for (const [found, written] of ways) {
      const noise = () => Buffer.from(createRandom()(1_001));
      const haystack = Buffer.concat([noise(), Buffer.from(written), noise()]);
      expect(findPlanted(needles, haystack)).toContainEqual(expect.stringMatching(found));
    }
    expect(findPlanted(needles, Buffer.from(createRandom()(1_000_000)))).toEqual([]);
  });

  it('is nowhere in the log, its exports, mirrors and checkpoints, nor with its witnesses', async () => {
    const auditors = new Auditors({ db: hub.faults, runtime: systemRuntime(), hubId: 'tongban-dev' });
    await auditors.admit({ auditor: 'audit-office', scope: 'log:read', expiresAt: Date.now() + 60_000 });
    const { reader } = hub.running.services.log;
    const { size } = await eventually(async () => {
      const [committed, published] = [await reader.state(), await reader.published()];
      expect(await hub.database.query('select 1 from log_pending')).toEqual([]);
      expect(published.size).toBe(committed.size);
      return published;
    });
    expect(size).toBeGreaterThan(12);
    const exported = join(folder, 'exported');
    const quiet = { onStart: () => {}, onEntries: () => {} };
    await exportLog({ reader, keys: [logKey], folder: exported, ...quiet });
    const policy = parsePolicy(policyText);
    if ('reason' in policy) throw new Error(policy.reason);
    const options = { token: undefined, ca: undefined, parallel: 2, firstDelayMs: 1, timeoutMs: 60_000 };
    const files = servedFiles({ url: new URL(`${hub.logUrl}/`), ...options });
    const remote = await RemoteLog.open({
      tree: SHA256_TREE,
      read: files.read,
      policy,
      kept: async () => undefined,
    });
    const mirrored = join(folder, 'mirrored');
    await exportLog({ reader: remote, keys: policy.logs, folder: mirrored, ...quiet });
    files.close();
    for (const each of [exported, mirrored, witness.folder])
      expect(findPlanted(needles, bytesIn(each))).toEqual([]);
  });

  it('is nowhere in evidence but in the messages themselves and what answers them', async () => {
    const files = [...(await evidence())].filter(([path]) => !/^(messages\/|certificates\.json)/.test(path));
    expect(files.map(([path]) => path.split('/')[0])).toEqual(
      expect.arrayContaining(['case.json', 'entries', 'proofs', 'manifest.json', 'README.txt']),
    );
    expect(findPlanted(needles, Buffer.concat(files.map(([, bytes]) => Buffer.from(bytes))))).toEqual([]);
  });

  it('is nowhere in evidence without the groups that hold it, though the rest of every message is', async () => {
    const without = ['applicant', 'form', 'materials', 'reasons'] as const;
    const files = await readZip(Buffer.from(await guangdong.grpc.evidence(caseNo, without)));
    const bytes = Buffer.concat([...files].map(([path, each]) => Buffer.concat([Buffer.from(path), each])));
    expect(findPlanted(needles, bytes)).toEqual([]);
    const { events } = readBundle(files);
    const shown = events.map(({ type, message, partial }) => [type, message ?? partial?.groups?.routing]);
    expect(shown.map(([type]) => type)).toContain('SubmitCase');
    for (const [type, routing] of shown)
      expect(routing, String(type)).toMatchObject({ content: expect.stringMatching(/^\{"/) });
    expect(events.map(({ partial }) => partial && withheldIn(partial))).toContainEqual([...without]);
  });

  it('is nowhere in the evidence of a period without those groups, and is there with them', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: inject('keyFolder') };
    const exported = async (name: string, ...more: readonly string[]) => {
      const [to, days] = [join(folder, name), ['--from', today, '--to', today]];
      const done = await run(TONGBAN, ['audit', 'export', ...days, '--out', to, ...more], { environment });
      expect([done.stderr, done.code]).toEqual(['', 0]);
      const whole = await filesIn(readFileSync(to));
      const cases = [...whole].filter(([path]) => path.startsWith('cases/'));
      expect(cases.map(([path]) => path)).toEqual([expect.stringContaining(caseNo)]);
      const unpacked = await Promise.all(cases.map(async ([, bytes]) => [...(await readZip(bytes))]));
      const files = unpacked.flat().map(([path, bytes]) => Buffer.concat([Buffer.from(`${path}\n`), bytes]));
      return Buffer.concat([readFileSync(to), ...files]);
    };
    const without = ['--without', 'applicant,form,materials,reasons'];
    expect(findPlanted(needles, await exported('less.zip', ...without))).toEqual([]);
    const found = findPlanted(needles, await exported('all.zip')).join('\n');
    for (const what of ['a name', 'an agent', 'an ID number', 'a phone number', 'an address', 'free text'])
      expect(found, what).toMatch(new RegExp(`^${what}, .*base64url`, 'm'));
  });

  it('is in no metric and in no line of the hub’s own log, however much it says', async () => {
    const metrics = Buffer.from(await (await fetch(`${hub.openUrl}/metrics`)).text());
    expect(metrics.toString()).toContain('tongban_answers_total');
    expect(findPlanted(needles, metrics)).toEqual([]);
    const lines = Buffer.from(own.text());
    expect(own.lines('refused')).toHaveLength(5);
    expect(findPlanted(needles, lines)).toEqual([]);
  });
});
