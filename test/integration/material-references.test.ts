import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip, writeZip } from '#crypto/evidence';
import { CaseVerifier, readTrust } from '#crypto/verify';
import { tongban } from '#proto/codec';
import {
  answerTo,
  DUTY,
  HOLDER,
  ITEM,
  idOf,
  issued,
  MATERIAL,
  newCertificate,
  newCertificateId,
  newConsent,
  opening,
  openLine,
  REASON,
  UNRECOGNISED,
  useByCode,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { platformsFile } from '../kit/evidence.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN_VERIFY } from '../kit/program.js';

const { CertificateStatus } = tongban.v1;
const { Standing } = tongban.v1.CaseMaterial;

/** 免提交: Guangdong submits cases that Henan decides, with certificates of Henan in the place of paper. */
let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let scratch: string;

/** How far ahead of the world the hub's clock is. */
let aheadMs = 0;

beforeAll(async () => {
  hub = await startTestHub({
    runtime: { now: () => Date.now() + aheadMs },
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  scratch = mkdtempSync(join(tmpdir(), 'tongban-references-'));
});
afterAll(async () => {
  rmSync(scratch, { recursive: true });
  await hub.close();
});

/** Looks at the certificate for a case. @returns the use. */
async function used(certificateId: string, caseRef: string, over: object = {}, by = guangdong) {
  const purpose = { basicCode: ITEM, caseRef, reason: REASON };
  const status = { operation: 'STATUS', duty: undefined, fields: undefined, purpose };
  const release = await by.grpc.useCertificate(
    by.sign('UseCertificate', useByDuty(certificateId, { ...status, ...over })),
  );
  return release.useId;
}

function naming(caseRef: string, ...certificates: { certificateId: string; useId: string }[]) {
  const materials = certificates.map((certificate) => ({
    name: MATERIAL,
    source: 'E_CERTIFICATE',
    certificate,
  }));
  return { ...submission({ caseRef }), materials };
}

function report(type: string, body: object) {
  return henan.grpc.reportCertificate(henan.sign(type, body));
}

const purpose = (over: object) => ({
  purpose: { basicCode: ITEM, caseRef: 'GD-1', reason: REASON, ...over },
});

const ago = () => new Date(Date.now() - 1_000).toISOString();

describe('a certificate in the place of a material', () => {
  it('is taken when its state was looked at for this case, and the other side sees what is still needed', async () => {
    const caseRef = newReference('GD');
    const certificateId = await newCertificate(henan);
    const useId = await used(certificateId, caseRef);
    const { caseNo } = await guangdong.act('SubmitCase', naming(caseRef, { certificateId, useId }));
    const materials = await henan.grpc.materials(caseNo);
    expect(materials[0]).toMatchObject({
      certificate: { certificateId, useId },
      conditions: ['DATA_COMPARED'],
      state: CertificateStatus.State.VALID,
    });
    expect(materials.map(({ name, standing, required }) => [name, standing, required])).toEqual([
      [MATERIAL, Standing.REPLACED, true],
      ['补发申请表', Standing.NEEDED, true],
      ['登报遗失声明', Standing.NEEDED, true],
    ]);
  });

  it('is taken when its contents were released, and in a correction too', async () => {
    const line = await openLine(hub, henan);
    const caseRef = newReference('GD');
    const certificateId = await newCertificate(henan);
    const useId = await used(certificateId, caseRef, { operation: 'DATA', duty: DUTY, fields: ['名称'] });
    await line.close();
    const { caseNo } = await guangdong.act('SubmitCase', submission({ caseRef }));
    await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    await henan.act('CorrectionNotice', { caseNo, noticeNo: 'BZ-1', missing: [MATERIAL], deadline: AT });
    expect((await henan.grpc.materials(caseNo))[0]).toMatchObject({ standing: Standing.HANDED_IN });
    const { materials } = naming(caseRef, { certificateId, useId });
    await guangdong.act('CorrectionSubmitted', { caseNo, noticeNo: 'BZ-1', materials });
    expect((await henan.grpc.materials(caseNo))[0]).toMatchObject({ standing: Standing.REPLACED });
  });

  it('is not taken when it was only verified: the hub does not know what matched', async () => {
    const line = await openLine(hub, henan, (query) =>
      answerTo(henan, query, { matches: [{ name: '名称', matches: false }] }),
    );
    const caseRef = newReference('GD');
    const certificateId = await newCertificate(henan);
    const seen = [{ name: '名称', value: '另一家' }];
    const useId = await used(certificateId, caseRef, { operation: 'VERIFY', duty: DUTY, seen });
    await line.close();
    await expect(
      guangdong.act('SubmitCase', naming(caseRef, { certificateId, useId })),
    ).rejects.toMatchObject({
      code: 'CERTIFICATE_UNKNOWN',
      violations: [{ message: expect.stringMatching(/did not show the certificate/) }],
    });
  });

  it('is shown with its state of now, when it ends afterwards', async () => {
    const caseRef = newReference('GD');
    const certificateId = await newCertificate(henan);
    const useId = await used(certificateId, caseRef);
    const { caseNo } = await guangdong.act('SubmitCase', naming(caseRef, { certificateId, useId }));
    await report('CertificateStateChanged', { certificateId, state: 'REVOKED', since: ago() });
    const [material] = await henan.grpc.materials(caseNo);
    expect(material).toMatchObject({ standing: Standing.REPLACED, state: CertificateStatus.State.REVOKED });
  });

  interface Bad {
    readonly why: string;
    readonly code: string;
    readonly told: RegExp;
    /** What the certificate says; and what of the use, of the submission, and in between is another than it should be. */
    readonly certificate?: object;
    readonly use?: object;
    readonly useCase?: string;
    readonly body?: object;
    readonly by?: () => TestPeer;
    readonly meanwhile?: (certificateId: string) => Promise<unknown>;
  }

  const revoke = (certificateId: string) =>
    report('CertificateStateChanged', { certificateId, state: 'REVOKED', since: ago() });
  const other = [{ ...HOLDER, code: '11010519491231002X' }];

  it.each<Bad>([
    {
      why: 'it was revoked after the use',
      code: 'CERTIFICATE_NOT_VALID',
      told: /REVOKED/,
      meanwhile: revoke,
    },
    {
      why: 'it is not valid yet',
      code: 'CERTIFICATE_NOT_VALID',
      told: /NOT_YET/,
      certificate: { validFrom: '2031-01-01' },
    },
    {
      why: 'a later version took its place',
      code: 'CERTIFICATE_SUPERSEDED',
      told: /has taken its place/,
      meanwhile: supersede,
    },
    {
      why: 'the use was for another case',
      code: 'CERTIFICATE_UNKNOWN',
      told: /not for case/,
      use: purpose({}),
    },
    {
      why: 'the use was for another item',
      code: 'CERTIFICATE_UNKNOWN',
      told: /not for case/,
      use: purpose({ basicCode: '002090009000' }),
    },
    {
      why: 'another platform used it',
      code: 'CERTIFICATE_UNKNOWN',
      told: /has made no use/,
      by: () => henan,
    },
    {
      why: 'the platform that it is of has not answered',
      code: 'CERTIFICATE_UNKNOWN',
      told: /was not answered/,
      use: { operation: 'DATA', duty: DUTY, fields: ['名称'] },
    },
    {
      why: 'somebody else holds it',
      code: 'CERTIFICATE_NOT_RECOGNISED',
      told: /does not hold it/,
      certificate: { holders: other },
    },
    {
      why: 'it stands for another material',
      code: 'CERTIFICATE_NOT_RECOGNISED',
      told: /does not stand for 学历证书/,
      body: { name: '学历证书' },
    },
    {
      why: 'its type is recognised nowhere',
      code: 'CERTIFICATE_NOT_RECOGNISED',
      told: /not on the recognition list/,
      certificate: { typeCode: UNRECOGNISED },
    },
  ])('is refused when $why', async ({ code, told, certificate = {}, use: over, body, by, meanwhile }) => {
    const { typeCode, ...said } = certificate as { typeCode?: string };
    const certificateId = newCertificateId(typeCode === undefined ? {} : { typeCode });
    await report('CertificateIssued', { ...issued(certificateId), ...said });
    const caseRef = newReference('GD');
    const useId = await used(certificateId, caseRef, over, by?.()).catch(() => lastUse());
    await meanwhile?.(certificateId);
    const { materials, ...rest } = naming(caseRef, { certificateId, useId });
    const changed = { ...rest, materials: materials.map((material) => ({ ...material, ...body })) };
    await expect(guangdong.act('SubmitCase', changed)).rejects.toMatchObject({
      code,
      violations: [{ pointer: '/materials/0/certificate', message: expect.stringMatching(told) }],
    });
  });

  it('is refused with every fault of every material at once', async () => {
    const caseRef = newReference('GD');
    const certificateId = await newCertificate(henan);
    const useId = await used(certificateId, caseRef);
    const good = { certificateId, useId };
    const bad = { certificateId: newCertificateId(), useId };
    const act = guangdong.act('SubmitCase', naming(caseRef, bad, good, bad));
    await expect(act).rejects.toMatchObject({
      violations: [{ pointer: '/materials/0/certificate' }, { pointer: '/materials/2/certificate' }],
    });
  });

  it('has no file beside it, and no other source', async () => {
    const certificate = { certificateId: newCertificateId(), useId: '0196f0c0-0000-7000-8000-00000000000d' };
    const materials = [{ name: MATERIAL, source: 'ORIGINAL_CHECKED', certificate }];
    await expect(guangdong.act('SubmitCase', { ...submission(), materials })).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer: '/materials/0/blob' }],
    });
  });
});

describe('the evidence of a case', () => {
  it('has its uses with what proves them, opens to each side what it may see, and names nobody', async () => {
    const line = await openLine(hub, henan);
    const { consentId, caseRef } = await newConsent(guangdong, { caseRef: newReference('GD') });
    const [named, looked, refused] = [
      await newCertificate(henan),
      await newCertificate(henan),
      newCertificateId(),
    ];
    const fields = { fields: ['名称'], clerk: '窗口密语' };
    const data = { operation: 'DATA', consentId, ...fields };
    const useId = await used(named, String(caseRef), data);
    await used(looked, String(caseRef));
    await used(refused, String(caseRef), { operation: 'DATA', duty: DUTY, ...fields }).catch(() => {});
    await line.close();
    const body = naming(String(caseRef), { certificateId: named, useId });
    const { caseNo } = await guangdong.act('SubmitCase', body);

    const trust = readTrust(trustFiles());
    const reports = await Promise.all(
      [guangdong, henan].map(async (peer) => {
        const files = await readZip(Buffer.from(await peer.grpc.evidence(caseNo)));
        const told = [...files]
          .filter(([path]) => !path.startsWith('messages/'))
          .map(([, bytes]) => Buffer.from(bytes));
        for (const secret of [HOLDER.code, '测试人员', '窗口密语', '名称的内容'])
          expect(Buffer.concat(told).includes(secret), secret).toBe(false);
        return new CaseVerifier(trust).verify(files);
      }),
    );
    for (const { uses, answers } of reports) {
      expect(uses.map(({ verdict, operation, outcome }) => `${verdict} ${operation} ${outcome}`)).toEqual([
        'PASS DATA RELEASED',
        'PASS STATUS ANSWERED',
        'PASS DATA REFUSED CERTIFICATE_UNKNOWN',
      ]);
      expect(answers.find(({ question }) => question === 'CERTIFICATES')?.verdict).toBe('PASS');
    }
    const [own, other] = reports.map(({ uses }) => uses.map(({ certificateId }) => certificateId));
    expect(own).toEqual([named, looked, refused]);
    expect(other).toEqual([named, undefined, undefined]);
  });

  it('proves the code that was shown, long after it was forgotten; and no other', async () => {
    const line = await openLine(hub, henan);
    const certificateId = await newCertificate(henan);
    const caseRef = newReference('GD');
    const opened = henan.sign('PresentationOpened', opening(certificateId));
    const { code } = await henan.grpc.openPresentation(opened);
    const scan = (clerk: string) =>
      guangdong.grpc.useCertificate(
        guangdong.sign('UseCertificate', useByCode(code, { clerk, ...purpose({ caseRef }) })),
      );
    const { useId } = await scan('窗口03');
    await expect(scan('窗口04')).rejects.toMatchObject({ code: 'PRESENTATION_USED' });
    await line.close();
    const { caseNo } = await guangdong.act('SubmitCase', naming(caseRef, { certificateId, useId }));
    aheadMs = 25 * 3_600_000;
    await hub.running.services.certificates.recover();
    aheadMs = 0;
    expect(await hub.database.query('select 1 from presentation')).toEqual([]);

    const [own, others] = await Promise.all(
      [guangdong, henan].map(async (peer) => Buffer.from(await peer.grpc.evidence(caseNo))),
    );
    const told = await verified(own); // incomplete only as Henan has acknowledged nothing
    expect(told).toMatchObject({ code: 3, stdout: expect.stringMatching(/通过.*2 次用证/) });
    const shown = `亮证核验 PRESENTATION  ${certificateId}  RELEASED VALID  亮证 ${idOf(opened)}`;
    expect(told.stdout).toContain(shown);
    expect(told.stdout).toMatch(/通过.* REFUSED PRESENTATION_USED .*亮证 /);
    expect(await verified(others)).toMatchObject({ code: 3, stdout: expect.stringContaining(shown) });

    const files = new Map(await readZip(own ?? Buffer.alloc(0)));
    const [path, leaf] = [...files].find(isOpening) ?? expect.fail('no leaf of the presentation');
    files.set(path, Buffer.from(Buffer.from(leaf).toString().replace('"actor":"henan"', '"actor":"hunan"')));
    const lied = await verified(writeZip(files));
    expect(lied).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/不成立.* PRESENTATION .*证明不成立/),
    });
  });
});

function isOpening([path, bytes]: readonly [string, Uint8Array]): boolean {
  return path.startsWith('entries/') && Buffer.from(bytes).includes('"PresentationOpened"');
}

/** What the auditor's program says of a bundle. */
async function verified(zip: Uint8Array = new Uint8Array(0)) {
  const { policy, platforms } = trustFiles();
  const files = { 'case.zip': zip, 'policy.txt': policy, 'platforms.json': platforms };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(scratch, name), content);
  const [bundle = '', ...trust] = Object.keys(files).map((name) => join(scratch, name));
  const [policyFile = '', keysFile = ''] = trust;
  return run(TONGBAN_VERIFY, ['bundle', bundle, '--policy', policyFile, '--keys', keysFile]);
}

function trustFiles() {
  const { logVkey } = hub.running.services.identity;
  const keys = [guangdong, henan].map(({ id, material }) => ({ platform: id, key: material.messageKey }));
  return { policy: `log ${logVkey}\nquorum none\n`, platforms: platformsFile(keys), gm: undefined };
}

/** The latest use of Guangdong, whatever became of it. */
async function lastUse(): Promise<string> {
  const [latest] = await guangdong.grpc.certificateUses({
    view: tongban.v1.CertificateUseView.BY_ME,
    limit: 1,
  });
  return latest?.useId ?? '';
}

async function supersede(certificateId: string): Promise<void> {
  const version = newCertificateId({ serial: certificateId.split('.')[7] ?? '', version: '002' });
  await report('CertificateChanged', { ...issued(version), supersedes: certificateId });
}
