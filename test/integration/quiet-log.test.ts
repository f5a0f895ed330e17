import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex, sm3, utf8 } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { lease, leaseOne, release } from '../kit/inbox.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

/** What must stand nowhere but in the messages themselves. */
const SECRETS = [
  '欧阳检察',
  '11010519491231002X',
  '13800138000',
  '抚养权归母亲所有',
  '离婚证复印件',
  '诊断证明书.pdf',
  '申请人精神障碍',
  '按家属要求撤回',
  '住址门牌七号',
] as const;
const [NAME, ID_NUMBER, PHONE, FORM, MATERIAL, FILE, FAULT, REASON, RELEASE] = SECRETS;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hubLog: CapturedLog;

beforeAll(async () => {
  hubLog = captureLog('trace');
  hub = await startTestHub({ logger: hubLog.logger, settings: ['dispatch.maxAttempts=1'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await hub.close();
  hubLog.remove();
});

function personalCase(): Record<string, unknown> {
  const applicant = { name: NAME, idType: '111', idNumber: ID_NUMBER, phone: PHONE };
  return {
    ...submission({ mode: 'REMOTE_INTAKE' }),
    personal: {
      open: { applicantKind: 'NATURAL_PERSON', applicant, form: [{ name: '诉求', value: FORM }] },
    },
    materials: [{ name: MATERIAL, source: 'ORIGINAL_CHECKED' }],
  };
}

/** A text as it stands, and as anybody might have encoded or (without salt) hashed it. */
function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const digests = ['sha256', 'md5', 'sha1'].map((name) => createHash(name).update(bytes).digest());
  const forms = [bytes, ...digests, Buffer.from(hex(sm3(bytes)), 'hex')];
  // Base64 of a part of a text depends on where the part begins; without its ends it can be found.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const escaped = JSON.stringify(secret).replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  const encoded = forms.flatMap((form) =>
    (['hex', 'base64', 'base64url'] as const).map((encoding) => form.toString(encoding).replace(/=+$/, '')),
  );
  return [secret, encodeURIComponent(secret), escaped.slice(1, -1), ...encoded, ...shifted];
}

async function expectSilence(): Promise<void> {
  const audited = await auditHub(hub);
  const places = {
    "the hub's log": hubLog.text(),
    'the leaves': JSON.stringify(audited.leaves),
    'the metrics': await (await fetch(`${hub.openUrl}/metrics`)).text(),
  };
  for (const [place, text] of Object.entries(places)) {
    const found = SECRETS.filter((secret) => tracesOf(secret).some((trace) => text.includes(trace)));
    expect(found, place).toEqual([]);
  }
}

describe('nothing of a person and nothing of a message leaves the record', () => {
  it('while a case runs, with its file, its correction and its withdrawal', async () => {
    const file = Buffer.from(FORM);
    const blob = {
      sha256: createHash('sha256').update(file).digest('hex'),
      sm3: hex(sm3(file)),
      size: file.length,
      mediaType: 'application/pdf',
      fileName: FILE,
    };
    const { caseNo } = await guangdong.act('SubmitCase', personalCase());
    await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    await henan.act('CorrectionNotice', {
      caseNo,
      noticeNo: newReference('BZ'),
      faulty: [{ material: MATERIAL, reason: FAULT }],
      deadline: AT,
    });
    const salted = { ...blob, sha256: createHash('sha256').update(`${FORM}.`).digest('hex') };
    await expect(guangdong.grpc.upload(salted, file)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
    await guangdong.grpc.upload(blob, file);
    await guangdong.act('CaseWithdrawn', { caseNo, reason: REASON });
    await expectSilence();
  });

  it('while a dispatch is given back with a reason and becomes a dead letter', async () => {
    await hub.database.query('delete from inbox');
    await guangdong.act('SubmitCase', personalCase());
    expect(await release(henan, await leaseOne(henan), RELEASE)).toBe('');
    expect(await lease(henan)).toEqual([]);
    expect(hubLog.lines('ALARM dead letter: the case waits until an operator puts it back')).toHaveLength(1);
    await expectSilence();
  });

  it('while messages are refused', async () => {
    const parts = guangdong.sign('SubmitCase', personalCase());
    const { caseNo } = await guangdong.act('SubmitCase', personalCase());
    const refused = [
      { ...parts, signature: new Uint8Array(64) },
      { ...parts, protected: utf8(JSON.stringify({ alg: NAME, kid: ID_NUMBER })) },
      guangdong.sign('SubmitCase', { ...personalCase(), [NAME]: FORM, itemCode: ID_NUMBER }),
      guangdong.sign('SubmitCase', { ...personalCase(), divisionCode: NAME, mode: REASON }),
      guangdong.sign('SubmitCase', {}, { payload: utf8(`{"name":"${NAME}","name":"${ID_NUMBER}"`) }),
      guangdong.sign(NAME, personalCase(), { cty: `tongban.v1.${PHONE}+json` }),
      henan.sign('CaseWithdrawn', { caseNo, reason: REASON }),
      guangdong.sign('CaseTerminated', { caseNo, reasonCode: 'X', reason: REASON }),
    ];
    for (const message of refused) {
      expect((await guangdong.submitOverRest(message)).status).toBeGreaterThanOrEqual(400);
      await expect(guangdong.grpc.submit(message)).rejects.toThrow();
    }
    const odd = [
      ['POST', '/v1/messages', `{"payload":"${NAME}"`],
      ['POST', '/v1/messages', JSON.stringify({ [ID_NUMBER]: FORM })],
      ['GET', `/v1/items/resolve?itemCode=${ID_NUMBER}&itemCode=${PHONE}`, ''],
      ['GET', `/v1/${ID_NUMBER}`, ''],
    ] as const;
    for (const [method, path, body] of odd) {
      expect((await guangdong.rest(method, path, body)).status).toBeGreaterThanOrEqual(400);
    }
    await expectSilence();
  });

  it('while the database fails, whose own words would show the rows', async () => {
    await hub.database.query(`alter table case_event add constraint defect check (type = '') not valid`);
    const broken = guangdong.act('SubmitCase', { ...personalCase(), caseRef: ID_NUMBER });
    await expect(broken).rejects.toMatchObject({ code: 'INTERNAL' });
    await hub.database.query('alter table case_event drop constraint defect');
    expect(hubLog.lines('defect')).toHaveLength(1);
    await expectSilence();
  });
});
