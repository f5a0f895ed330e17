import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, readCertificatePowers, readCertificateRules } from '#config';
import { examineFile } from '#crypto/copies';
import { generatePrivateKey, hex, sha256 } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import { type Holder, issueSm2, pemOf } from '../kit/certificates.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import { bent, ofdFiles, PAGE, packOfd, type SealingWish, sealOfd, withFile } from '../kit/ofd.js';
import { appendToPdf, type PdfSealWish, pdfOf, sealPdf } from '../kit/pdf.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { makeSeal, SEALED_AT, sealWorld } from '../kit/seals.js';

/**
 * The seals on files between two provinces' platforms: made there, verified by the issuing platform's connector, judged by the
 * hub's register of issuers. Henan's seals are registered, Guangdong's are not.
 */

type Name = 'guangdong' | 'henan';

const HENAN = '11410000MBY900027Q';
const HUNAN = '11430000MBY900035U';
const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const ITEMS = { guangdong: '11440000MBY900019A2442090012000', henan: 'HA-RS-0012' };

const world = sealWorld();
const folder = mkdtempSync(join(tmpdir(), 'tongban-seals-'));
let hub: TestHub;
let provinces: Provinces;

let serial = 10;
const signer = (name: string) => issueSm2({ name, issuer: world.authority, serial: serial++ });
/** Authorities with a true seal of the maker, and what the register says of it. */
const signers = {
  retired: signer('已停用'),
  stolen: signer('已泄露'),
  earlier: signer('已到期'),
  neighbour: signer('湖南某机构'),
  unknown: signer('未登记机构'),
};

const row = ({ certificate }: Holder, over: object = {}) => ({
  issuer: HENAN,
  certificateSha256: hex(sha256(certificate)),
  validFrom: '2026-01-01',
  source: 'sample',
  ...over,
});

function certificatePowers() {
  const sample: unknown = JSON.parse(
    readFileSync(join(packageRoot, 'config', 'ecert', 'issuers.json'), 'utf8'),
  );
  const seals = [
    row(world.signer, { validTo: '2026-12-31' }),
    row(signers.retired, { revocation: { from: '2026-05-01', reason: 'RETIRED' } }),
    row(signers.stolen, { revocation: { from: '2026-11-01', reason: 'COMPROMISED' } }),
    row(signers.earlier, { validTo: '2026-05-31' }),
    row(signers.neighbour, { issuer: HUNAN }),
  ];
  writeFileSync(join(folder, 'issuers.json'), JSON.stringify({ ...Object(sample), seals }));
  return readCertificatePowers(folder);
}

beforeAll(async () => {
  writeFileSync(join(folder, 'maker.pem'), pemOf(world.maker));
  writeFileSync(join(folder, 'authority.pem'), pemOf(world.authority));
  hub = await startTestHub({
    settings: ['certificates.issuerWaitMs=10000'], // the first PDF waits for what reads PDF to be loaded
    certificateRules: { ...readCertificateRules(), ...certificatePowers() },
  });
  provinces = await openProvinces(hub);
  await Promise.all([connect('guangdong'), connect('henan')]);
});
afterAll(async () => {
  await auditHub(hub);
  await provinces.close();
  await hub.close();
  rmSync(folder, { recursive: true });
});

async function connect(name: Name): Promise<void> {
  const { lines } = hub.running.services;
  const { seals: own } = provinces.config(name);
  const seals = {
    ...own,
    makers: [...own.makers, join(folder, 'maker.pem')],
    issuers: [...own.issuers, join(folder, 'authority.pem')],
  };
  await provinces.connect(name, { seals });
  await eventually(() => expect(lines.count(name)).toBe(1));
}

/** A certificate in a register, reported to the hub. */
async function certificate(of: Name): Promise<string> {
  const contents = [{ name: '姓名', value: '李测试' }];
  const wish = { kind: 'qualification', holders: [HOLDER], contents, from: '2024-01-01' };
  const { id } = await provinces.register(of).issue(wish);
  await eventually(async () => {
    const known = await hub.database.query('select 1 from certificate where certificate_id = $1', [id]);
    expect(known).toHaveLength(1);
  });
  return id;
}

/** What a window of the other province is told, and what stands in the ledger. */
async function asked(of: Name, format: 'OFD' | 'PDF', file?: Uint8Array) {
  const id = await certificate(of);
  if (file !== undefined) await provinces.register(of).putFile(id, format, file);
  const at = of === 'henan' ? 'guangdong' : 'henan';
  const answer = await provinces.register(at).use({
    operation: 'file',
    ...{ format, certificateId: id, kind: 'qualification', holder: HOLDER, item: ITEMS[at] },
    ...{ caseRef: newReference('ZZ'), reason: '办理职业资格证书补发', clerk: '窗口03' },
  });
  const [entry] = await hub.database.query<{ outcome: string }>(
    `select o.outcome from certificate_outcome o join certificate_use u using (use_id)
      where u.certificate_id = $1 and u.operation = 'FILE'`,
    [id],
  );
  return { answer, outcome: entry?.outcome };
}

const ofd = (wish: SealingWish = {}) => packOfd(sealOfd(ofdFiles(), world, { covers: () => true, ...wish }));
const pdf = (wish: PdfSealWish = {}) => sealPdf(pdfOf(), world, wish);
/** A true seal of the maker, for somebody, used by him. */
const by = (holder: Holder) => ({ signer: holder, seal: makeSeal(world, { signers: [holder] }) });
const forger = generatePrivateKey('SM2');

describe('the file of a certificate', () => {
  it('has a seal of its platform’s own, which that platform’s connector verifies', async () => {
    const { answer, outcome } = await asked('guangdong', 'OFD');
    expect(answer).toMatchObject({ given: true, seals: 'WHOLE' });
    expect(outcome).toBe('RELEASED');
    const copy = Buffer.from('file' in answer ? (answer.file ?? '') : '', 'base64');
    const report = await examineFile(copy, { makers: [], issuers: undefined });
    expect(report).toMatchObject({ format: 'OFD', seals: { verdict: 'UNSIGNED' } });
  });

  it.each<['OFD' | 'PDF', string, Uint8Array]>([
    ['OFD', 'WHOLE', ofd()],
    [
      'OFD',
      'PARTLY_COVERED',
      packOfd(withFile(sealOfd(ofdFiles(), world), 'Doc_0/a.xml', Buffer.from('<a/>'))),
    ],
    ['PDF', 'WHOLE', pdf()],
    ['PDF', 'PARTLY_COVERED', sealPdf(pdf(), world)],
  ])('goes out as %s when its seal is registered, and says %s', async (format, seals, file) => {
    const { answer, outcome } = await asked('henan', format, file);
    expect(answer).toMatchObject({ given: true, seals });
    expect(outcome).toBe('RELEASED');
  });
});

describe('a file whose seal cannot stand', () => {
  it.each<[string, 'OFD' | 'PDF', Uint8Array, string]>([
    [
      'a forged seal of valid structure',
      'OFD',
      ofd({ seal: makeSeal(world, { forger }) }),
      '签章不成立（制章人对印章的签名：签名不成立）',
    ],
    ['a forged signature', 'OFD', ofd({ forger }), '签章不成立（签章人的签名：签名不成立）'],
    [
      'a page changed after it was sealed',
      'OFD',
      packOfd(withFile(sealOfd(ofdFiles(), world), PAGE, bent(ofdFiles().get(PAGE)))),
      `签章后内容被改动（${PAGE}）`,
    ],
    [
      'a seal that had expired when it was used',
      'OFD',
      ofd({ seal: makeSeal(world, { validTo: SEALED_AT - 1000 }) }),
      '签章不成立（签章时印章有效：签章时印章已过期）',
    ],
    [
      'a seal used before its time',
      'OFD',
      ofd({ seal: makeSeal(world, { validFrom: SEALED_AT + 1000 }) }),
      '签章不成立（签章时印章有效：签章时印章尚未生效）',
    ],
    [
      'a seal used by somebody whom it does not name',
      'OFD',
      ofd({ signer: signers.unknown }),
      '签章人不在名单内',
    ],
    [
      'a seal of a maker whom nobody accepts',
      'OFD',
      packOfd(sealOfd(ofdFiles(), sealWorld())),
      '签章无法核验（制章人：制章人未被认可）',
    ],
    ['a forged seal in a PDF', 'PDF', pdf({ forger }), '签章不成立'],
    ['a PDF changed after it was sealed', 'PDF', bent(pdf()), '签章'],
    ['a PDF that was added to after it was sealed', 'PDF', appendToPdf(pdf()), '签章后文件有追加'],
  ])('is not given, and its reason is told: %s', async (_, format, file, reason) => {
    const { answer, outcome } = await asked('henan', format, file);
    expect(answer).toMatchObject({ given: false, code: 'ISSUER_REFUSED' });
    expect(answer).toHaveProperty('reason', expect.stringContaining(reason));
    expect(outcome).toBe('REFUSED_BY_ISSUER');
  });

  it.each<[string, Holder, string]>([
    ['that nobody has registered', signers.unknown, 'UNKNOWN_KEY'],
    ['of another authority', signers.neighbour, 'KEY_OF_ANOTHER'],
    ['that had been retired', signers.retired, 'KEY_REVOKED'],
    ['that is in strange hands, whatever day it names', signers.stolen, 'KEY_REVOKED'],
    ['after its days', signers.earlier, 'KEY_OUTSIDE_TIME'],
  ])('is not handed on, though it is true: a seal %s', async (_, holder, verdict) => {
    for (const [format, file] of [
      ['OFD', ofd(by(holder))],
      ['PDF', pdf(by(holder))],
    ] as const) {
      const { answer, outcome } = await asked('henan', format, file);
      expect(answer).toMatchObject({ given: false, code: 'ISSUER_NOT_TRUSTED' });
      expect(answer).toHaveProperty('reason', expect.stringContaining(verdict));
      expect(outcome).toBe('SEAL_NOT_ALLOWED');
    }
  });

  it('is not handed on when one of its seals is not the issuer’s', async () => {
    const twice = packOfd(sealOfd(sealOfd(ofdFiles(), world), world, by(signers.neighbour)));
    expect((await asked('henan', 'OFD', twice)).outcome).toBe('SEAL_NOT_ALLOWED');
  });

  it.each<[string, 'OFD' | 'PDF', Uint8Array]>([
    ['without any', 'OFD', packOfd(ofdFiles())],
    ['without any', 'PDF', pdfOf()],
    ['with a signature of a kind that nobody looks at', 'PDF', pdf({ subFilter: 'adbe.pkcs7.detached' })],
  ])('could not be verified, of an issuer that has seals: %s, %s', async (_, format, file) => {
    const { answer, outcome } = await asked('henan', format, file);
    expect(answer).toMatchObject({ given: false, code: 'ISSUER_ANSWER_INVALID' });
    expect(outcome).toBe('UNVERIFIED');
  });

  it('goes out as what it is where no seal is registered', async () => {
    expect(await asked('guangdong', 'OFD', packOfd(ofdFiles()))).toMatchObject({
      answer: { given: true, seals: 'UNSIGNED' },
      outcome: 'RELEASED',
    });
    const other = pdf({ subFilter: 'adbe.pkcs7.detached' });
    expect(await asked('guangdong', 'PDF', other)).toMatchObject({
      answer: { given: true, seals: 'NOT_CHECKED' },
      outcome: 'RELEASED',
    });
  });
});
