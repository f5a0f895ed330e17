import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLeaf } from '#crypto/evidence';
import { utf8Text } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import {
  answerTo,
  consent,
  HOLDER,
  ISSUER,
  idOf,
  issued,
  LICENCE,
  newCertificate,
  newCertificateId,
  newConsent,
  openLine,
  REQUESTING_ORG,
  UNRECOGNISED,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { readVectors } from '../kit/vectors.js';

/** Henan answers for the certificates, Guangdong uses them and identifies their holders. */
let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

/** As the standard prints it, with a check character that its own rule does not give. */
const PLACEHOLDER =
  readVectors<{ license_ids_real: { id: string; ok: boolean }[] }>('domain.json').license_ids_real.find(
    ({ ok }) => !ok,
  )?.id ?? '';

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

function report(type: string, body: object, by = henan) {
  return by.grpc.reportCertificate(by.sign(type, body));
}

function use(body: object) {
  return guangdong.grpc.useCertificate(guangdong.sign('UseCertificate', body));
}

function statementOf(release: Awaited<ReturnType<typeof use>>) {
  return JSON.parse(utf8Text(release.statement?.payload ?? new Uint8Array(0)) ?? '') as {
    conditions: string[];
    certificates: { certificateId: string; state: string; supersededBy?: string }[];
  };
}

async function status(certificateId: string) {
  const body = useByDuty(certificateId, { operation: 'STATUS', duty: undefined, fields: undefined });
  return statementOf(await use(body)).certificates[0];
}

/** Something of everything in the database. */
async function openedAndUsed(): Promise<void> {
  const certificateId = await newCertificate(henan);
  await newConsent(guangdong);
  await status(certificateId);
}

describe('a reported certificate', () => {
  it('stands in the directory, and its leaf in the log, without its identifier or holder', async () => {
    const certificateId = newCertificateId();
    const ack = await report('CertificateIssued', issued(certificateId));
    expect(ack.pending).toBe(false);
    const leaf = utf8Text(ack.leaf) ?? '';
    expect(leaf).not.toContain(certificateId);
    expect(leaf).not.toContain(HOLDER.code);
    expect(parseLeaf(ack.leaf)).toMatchObject({
      type: 'CertificateIssued',
      actor: 'henan',
      certificateType: LICENCE,
    });
    expect(await status(certificateId)).toMatchObject({ certificateId, state: 'VALID' });
  });

  it('is told of its holder nowhere in the database', async () => {
    await openedAndUsed();
    const tables = [
      'certificate',
      'certificate_holder',
      'certificate_act',
      'certificate_use',
      'consent',
      'log_entry',
    ];
    for (const table of tables) {
      const rows = await hub.database.query(`select t::text as row from ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      const hexCode = Buffer.from(HOLDER.code).toString('hex');
      expect(rows.filter(({ row }) => row.includes(HOLDER.code) || row.includes(hexCode))).toEqual([]);
    }
  });

  it('reported again in the same bytes is answered as before, in other bytes refused', async () => {
    const body = issued(newCertificateId());
    const message = henan.sign('CertificateIssued', body);
    const first = await henan.grpc.reportCertificate(message);
    expect(await henan.grpc.reportCertificate(message)).toEqual(first);
    const other = henan.sign(
      'CertificateIssued',
      { ...body, validTo: '2040-01-01' },
      { messageId: idOf(message) },
    );
    await expect(henan.grpc.reportCertificate(other)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(report('CertificateIssued', body)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('may have several holders, whose numbers must be right, each once', async () => {
    const company = { codeType: '001', code: ISSUER };
    await report('CertificateIssued', { ...issued(newCertificateId()), holders: [HOLDER, company] });
    const holders = [
      { ...HOLDER, code: '441803199001019017' },
      { ...company, code: '11410000MBY900027A' },
      HOLDER,
      HOLDER,
    ];
    const act = report('CertificateIssued', { ...issued(newCertificateId()), holders });
    await expect(act).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [/^holder 1: .*check/, /^holder 2: .*check/, /^holder 4: is the same as holder 3/].map(
        (message) => ({ pointer: '/holders', message: expect.stringMatching(message) }),
      ),
    });
  });

  it('negative fixture 5: gives way to its later version', async () => {
    const first = newCertificateId({ serial: `V${Date.now()}` });
    const second = newCertificateId({ serial: first.split('.')[7] ?? '', version: '002' });
    await report('CertificateIssued', issued(first));
    await report('CertificateChanged', { ...issued(second), supersedes: first });
    expect(await status(first)).toMatchObject({ state: 'SUPERSEDED', supersededBy: second });
    expect(await status(second)).toMatchObject({ state: 'VALID' });
    await expect(use(useByDuty(first))).rejects.toMatchObject({ code: 'CERTIFICATE_SUPERSEDED' });
  });

  it.each(['SUSPENDED', 'CANCELLED', 'REVOKED', 'RESCINDED', 'VOIDED'])(
    'that is %s is used no more',
    async (state) => {
      const certificateId = await newCertificate(henan);
      await report('CertificateStateChanged', { certificateId, state, since: ago(1_000) });
      expect(await status(certificateId)).toMatchObject({ state });
      await expect(use(useByDuty(certificateId))).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
    },
  );

  it('may be good again after a suspension, never after a revocation', async () => {
    const certificateId = await newCertificate(henan);
    for (const state of ['SUSPENDED', 'VALID', 'REVOKED']) {
      await report('CertificateStateChanged', { certificateId, state, since: ago(1) });
      expect(await status(certificateId)).toMatchObject({ state });
    }
    const back = report('CertificateStateChanged', { certificateId, state: 'VALID', since: ago(0) });
    await expect(back).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
  });

  it('whose last day is over has expired, and needs nobody to say so', async () => {
    const certificateId = newCertificateId();
    await report('CertificateIssued', { ...issued(certificateId), validTo: '2025-12-31' });
    expect(await status(certificateId)).toMatchObject({ state: 'EXPIRED' });
    await expect(use(useByDuty(certificateId))).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
  });

  it('that another platform answers for cannot be changed', async () => {
    const certificateId = await newCertificate(henan);
    const change = { certificateId, state: 'REVOKED', since: ago(1) };
    await expect(report('CertificateStateChanged', change, guangdong)).rejects.toMatchObject({
      code: 'CERTIFICATE_UNKNOWN',
    });
    expect(await status(certificateId)).toMatchObject({ state: 'VALID' });
  });

  it.each([
    ['whose issuer is not that of its identifier', 'MALFORMED', { issuer: '11440000MB2C90009R' }],
    ['whose period ends before it begins', 'MALFORMED', { validTo: '2023-01-01' }],
    ['without a holder', 'MALFORMED', { holders: [] }],
  ])('%s is refused, and the refusal logged', async (_, code, over) => {
    const body = { ...issued(newCertificateId()), ...over };
    await expect(report('CertificateIssued', body)).rejects.toMatchObject({ code });
    const [refusal] = await hub.database.query('select code from refusal order by refused_at desc limit 1');
    expect(refusal).toEqual({ code });
  });

  it('whose holder is named as its type does not name them is refused', async () => {
    const holders = [{ codeType: '099', code: 'A1' }];
    const body = { ...issued(newCertificateId()), holders };
    await expect(report('CertificateIssued', body)).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer: '/holders', message: expect.stringMatching(/^holder 1: 营业执照/) as string }],
    });
  });

  it('negative fixture 5: by an issuer that may not is refused', async () => {
    const certificateId = newCertificateId({ issuer: '11440000MB2C90009R' });
    const body = { ...issued(certificateId), issuer: '11440000MB2C90009R' };
    await expect(report('CertificateIssued', body)).rejects.toMatchObject({ code: 'ISSUER_NOT_TRUSTED' });
  });

  it('of another province is refused', async () => {
    const elsewhere = report('CertificateIssued', issued(newCertificateId()), guangdong);
    await expect(elsewhere).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
  });

  it('negative fixture 5: with a wrong check character is refused, never mended, the placeholder of the standard too', async () => {
    const id = newCertificateId();
    const wrong = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    for (const each of [wrong, PLACEHOLDER]) {
      await expect(report('CertificateIssued', issued(each))).rejects.toMatchObject({ code: 'MALFORMED' });
    }
  });
});

describe('a use by consent', () => {
  it('releases the fields that were asked for, as the issuing platform signed them', async () => {
    const line = await openLine(hub, henan);
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong);
    const message = guangdong.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef));
    const release = await guangdong.grpc.useCertificate(message);
    await line.close();
    const answer = JSON.parse(utf8Text(release.answer?.payload ?? new Uint8Array(0)) ?? '') as {
      fields: object[];
    };
    expect(answer.fields).toEqual([
      { name: '名称', value: '名称的内容' },
      { name: '住所', value: '住所的内容' },
    ]);
    expect(statementOf(release).certificates).toMatchObject([{ certificateId, state: 'VALID' }]);
    expect(statementOf(release).conditions).toEqual(['DATA_COMPARED']);
    const [listed] = await guangdong.grpc.certificateUses({ view: 1 });
    expect(listed).toMatchObject({ useId: release.useId, certificateId, outcome: 4, consentId });
  });

  it.each([
    [
      'of another case',
      { purpose: { basicCode: '002090012000', caseRef: 'GD-other', reason: '办理一级建造师注册' } },
    ],
    ['for another item', { purpose: { basicCode: '002090009000', reason: '办理一级建造师注册' } }],
    ['by another organisation', { organisation: '11410000MBY900027Q' }],
  ])('%s is refused', async (_, over) => {
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong);
    await expect(use(useByConsent(certificateId, consentId, caseRef, over))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
    });
  });

  it('of a certificate of somebody else is refused', async () => {
    const certificateId = await newCertificate(henan);
    const holder = { codeType: '111', code: '110101199003070009' };
    const { consentId, caseRef } = await newConsent(guangdong, { holder });
    await expect(use(useByConsent(certificateId, consentId, caseRef))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
    });
  });

  it('that was given to another platform is refused', async () => {
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong, { requester: 'henan' });
    await expect(use(useByConsent(certificateId, consentId, caseRef))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
    });
  });

  it('that was taken back is refused at once', async () => {
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong);
    await guangdong.grpc.revokeConsent(guangdong.sign('ConsentRevoked', { consentId }));
    await expect(use(useByConsent(certificateId, consentId, caseRef))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
    });
  });

  it('cannot rest on a consent that has run out when it comes', async () => {
    const expired = consent({ expiresAt: ago(1) });
    await expect(
      guangdong.grpc.grantConsent(guangdong.sign('ConsentGranted', expired)),
    ).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
    });
  });

  it('finds what the holder has of a type, and nothing of the next one or of anybody else', async () => {
    const certificateId = await newCertificate(henan);
    const ofNextType = newCertificateId({ typeCode: UNRECOGNISED });
    await report('CertificateIssued', issued(ofNextType));
    const { consentId, caseRef } = await newConsent(guangdong);
    const { purpose } = useByConsent('', consentId, caseRef);
    const search = {
      operation: 'FIND',
      holder: HOLDER,
      typeCode: LICENCE,
      purpose,
      consentId,
      organisation: REQUESTING_ORG,
      clerk: '窗口03',
    };
    const found = statementOf(await use(search)).certificates.map((each) => each.certificateId);
    expect(found).toContain(certificateId);
    expect(found).not.toContain(ofNextType);
    const other = { ...search, holder: { codeType: '111', code: '110101199003070009' } };
    await expect(use(other)).rejects.toMatchObject({ code: 'CONSENT_NOT_VALID' });
  });
});

describe('a use', () => {
  it.each([
    ['without a purpose', 'PURPOSE_MISSING', { purpose: undefined }],
    ['negative fixture 9: without consent or duty', 'CONSENT_MISSING', { duty: undefined }],
    ['by a duty that is not listed', 'DUTY_NOT_LISTED', { duty: 'ZZ-9' }],
  ])('%s is refused, in the ledger and in the log', async (_, code, over) => {
    const certificateId = await newCertificate(henan);
    const refusals = await hub.database.query('select leaf_id from refusal');
    await expect(use(useByDuty(certificateId, over))).rejects.toMatchObject({ code });
    const [listed] = await henan.grpc.certificateUses({ view: 2 });
    expect(listed).toMatchObject({ certificateId, requester: 'guangdong', outcome: 1 });
    const { leaf } = await guangdong.grpc.receipt(listed?.useId ?? '');
    expect(parseLeaf(leaf)).toMatchObject({ type: 'UseCertificate', code });
    expect(await hub.database.query('select leaf_id from refusal')).toEqual(refusals); // not a second time
  });

  it('of a certificate that nobody has reported is refused', async () => {
    await expect(use(useByDuty(newCertificateId()))).rejects.toMatchObject({ code: 'CERTIFICATE_UNKNOWN' });
  });

  it('of a type that is not recognised is refused', async () => {
    const certificateId = newCertificateId({ typeCode: UNRECOGNISED });
    await report('CertificateIssued', issued(certificateId));
    await expect(use(useByDuty(certificateId))).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_RECOGNISED' });
  });

  it('whose platform has no line is told so at once, and stands in the ledger', async () => {
    const certificateId = await newCertificate(henan);
    await expect(use(useByDuty(certificateId))).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
    const [listed] = await henan.grpc.certificateUses({ view: 2 });
    expect(listed).toMatchObject({ certificateId, outcome: 7 });
  });

  it('is listed for the holder’s platform, whoever used it', async () => {
    const certificateId = await newCertificate(henan);
    await status(certificateId);
    const listed = await guangdong.grpc.certificateUses({ view: 3, holder: HOLDER, limit: 5 });
    expect(listed[0]).toMatchObject({ certificateId, requester: 'guangdong', operation: 2, outcome: 2 });
  });

  it('is listed page by page, the latest first', async () => {
    const certificateId = await newCertificate(henan);
    for (let i = 0; i < 3; i++) await status(certificateId);
    const first = await guangdong.grpc.certificateUses({ view: 1, limit: 2 });
    const second = await guangdong.grpc.certificateUses({
      view: 1,
      limit: 2,
      before: first.at(-1)?.useId ?? '',
    });
    const ids = [...first, ...second].map(({ useId }) => useId);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(4);
  });
});

describe('an issuing platform', () => {
  it('that does not answer in time is given up', async () => {
    const hasty = await startTestHub({ beside: hub, settings: ['certificates.issuerWaitMs=100'] });
    const [asking, issuing] = [await hasty.peer('guangdong'), await hasty.peer('henan')];
    const line = await openLine(hasty, issuing, () => new Promise(() => {}));
    const message = asking.sign('UseCertificate', useByDuty(await newCertificate(henan)));
    await expect(asking.grpc.useCertificate(message)).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
    await line.close();
    await hasty.close();
  });

  it('may hold several lines, and is asked over those that are left', async () => {
    const asked: string[] = [];
    const lines = [];
    for (const name of ['first', 'second']) {
      lines.push(
        await openLine(hub, henan, (query) => {
          asked.push(name);
          return answerTo(henan, query);
        }),
      );
    }
    const certificateId = await newCertificate(henan);
    await use(useByDuty(certificateId));
    const [used, other] = asked[0] === 'first' ? lines : lines.toReversed();
    await used?.close();
    await use(useByDuty(certificateId));
    expect(new Set(asked).size).toBe(2);
    await other?.close();
  });
});

describe('operators', () => {
  async function tongban(...args: string[]): Promise<string> {
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
    const { stdout, code, stderr } = await run(TONGBAN, ['certificates', ...args], { environment });
    if (code !== 0) throw new Error(stderr);
    return stdout;
  }

  it('see the ledger, a certificate and the types, and no holder', async () => {
    const certificateId = await newCertificate(henan);
    await status(certificateId);
    const [uses, one, types, none] = await Promise.all([
      tongban('uses', '--requester', 'guangdong', '--json'),
      tongban('show', certificateId),
      tongban('types'),
      tongban('show', newCertificateId()).catch(String),
    ]);
    expect(JSON.parse(uses)[0]).toMatchObject({ certificateId, operation: 'STATUS', outcome: 'ANSWERED' });
    expect(uses).not.toMatch(/holderTag|salt/);
    expect(one).toMatch(/^henan\s+VALID/);
    expect(one).toMatch(/guangdong\s+窗口03\s+STATUS\s+ANSWERED/);
    expect(types).toContain('11100000MB0143028R001   营业执照');
    expect(none).toContain('没有该电子证照');
  });

  it('see which items could go without paper, and what stands in the way', async () => {
    const item = '002090009000';
    const [text, english, csv, json, unknown] = await Promise.all([
      tongban('paperless', '--province', '410000'),
      tongban('paperless', item, '--from', '440000', '--lang', 'en'),
      tongban('paperless', '--format', 'csv', '--date', '2026-11-22'),
      tongban('paperless', item, '--province', '410000', '--from', '440000', '--format', 'json'),
      tongban('paperless', item, '999999999999').catch(String),
    ]);
    expect(text).toMatch(/002090012000 {2}专业技术人员职业资格证书补发\n {2}410000/);
    expect(text).toMatch(/补发申请表\s+✗ 无电子证照可替代/);
    const ofHenan = (name: string) => text.match(new RegExp(`${name}\n(?: {4}.*\n| {2}4100.*\n)+`))?.[0];
    expect(ofHenan('生育登记')).toMatch(/结婚证\s+△ 在线核验状态（.*440000.*）/);
    expect(ofHenan('个体工商户设立登记')).toMatch(
      /经营场所证明\s+△ 在线核验状态、与数据源比对（.*440000.*）/,
    );
    expect(ofHenan('企业设立登记')).toMatch(/股东主体资格证明\s+✓/);
    expect(english).toMatch(/could, on conditions/);
    expect(unknown).toContain('没有这样的事项 · there are no such items: 999999999999');
    expect(csv.split('\r\n')[0]).toContain('basic_code,item,division,authority,level,verdict,material');
    expect(JSON.parse(json)).toMatchObject([
      {
        basicCode: item,
        verdict: 'conditional',
        materials: [
          { material: '居民身份证', obstacles: [{ code: 'CONDITIONS', issuedIn: '440000' }] },
          { material: '学历证书', obstacles: [{ code: 'CONDITIONS', conditions: ['DATA_COMPARED'] }] },
        ],
      },
    ]);
  });

  it('see the rules of recognition, and which of them decides', async () => {
    const asked = ['--type', '11100000000013127D001', '--from', '440000', '--to', '410000'];
    const [all, card, renewal, nothing] = await Promise.all([
      tongban('rules', '--json'),
      tongban('rules', ...asked),
      tongban('rules', ...asked, '--item', '002091010000'),
      tongban('rules', ...asked, '--item', '002090009000', '--date', '2019-06-01', '--lang', 'en'),
    ]);
    expect(JSON.parse(all).length).toBeGreaterThan(5);
    expect(card).toMatch(/^identity-card-renewal .+不认可.+\nidentity-card /);
    expect(renewal).toBe('不认可：换领居民身份证须交回原证  ← identity-card-renewal\n');
    expect(nothing).toMatch(/^not recognised: /);
  });
});
