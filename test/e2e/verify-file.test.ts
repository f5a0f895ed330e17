import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { copyOfOfd } from '#crypto/copies';
import { parseSealSignature } from '#crypto/eseal';
import { OfdPackage } from '#crypto/ofd';
import { hex, sha256 } from '#crypto/primitives';
import { pemOf } from '../kit/certificates.js';
import { bent, ofdFiles, PAGE, packOfd, sealOfd, withFile } from '../kit/ofd.js';
import { appendToPdf, pdfOf, sealPdf } from '../kit/pdf.js';
import { run, TONGBAN_VERIFY } from '../kit/program.js';
import { sealWorld } from '../kit/seals.js';

/** `tongban-verify file`: what a clerk is told of the file that somebody hands in, and what a program is. */

const OFFLINE = ['--import', fileURLToPath(new URL('../kit/offline.mjs', import.meta.url))];
const world = sealWorld();
const sealed = sealOfd(ofdFiles(), world);
const sealedPdf = sealPdf(pdfOf(), world);
const NOTE = {
  purpose: '核验',
  item: '002090012000',
  caseNo: undefined,
  usedBy: '窗口',
  at: '2026-06-01 08:30:00',
  useId: '01980f3c-0000-7000-8000-000000000001',
};

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-verify-file-'));
  const files: Record<string, Uint8Array | string> = {
    'maker.pem': pemOf(world.maker),
    'authority.pem': pemOf(world.authority),
    'sealed.ofd': packOfd(sealed),
    'changed.ofd': packOfd(withFile(sealed, PAGE, bent(sealed.get(PAGE)))),
    'partly.ofd': packOfd(withFile(sealed, 'Doc_0/new.xml', Buffer.from('<a/>'))),
    'copy.ofd': await copyOfOfd(packOfd(sealed), NOTE),
    'garbage.ofd': 'garbage',
    'sealed.pdf': sealedPdf,
    'extended.pdf': appendToPdf(sealedPdf),
    'changed.pdf': Buffer.from(sealedPdf.toString('latin1').replace('/Helvetica', '/Times-Rom'), 'latin1'),
    'cms.pdf': sealPdf(pdfOf(), world, { subFilter: 'GM.sm2cms.detached' }),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
});
afterAll(() => rmSync(folder, { recursive: true }));

function verify(file: string, args: readonly string[] = ['--makers', join(folder, 'maker.pem')]) {
  return run(TONGBAN_VERIFY, ['file', file, ...args], { environment: {}, node: OFFLINE });
}

describe('tongban-verify file', () => {
  it('says of a sealed file step by step that it holds, and ends with 0', async () => {
    const trust = ['--makers', join(folder, 'maker.pem'), '--issuers', join(folder, 'authority.pem')];
    const { code, stdout } = await verify(join(folder, 'sealed.ofd'), trust);
    expect(code).toBe(0);
    expect(stdout.match(/ {2}✓ /g)).toHaveLength(8);
    expect(stdout).toContain('某市民政局电子证照专用章');
    expect(stdout).toContain('2026-06-01T08:30:00.000Z');
    expect(stdout).toContain(`签章人证书 SHA-256  ${hex(sha256(world.signer.certificate))}`);
    expect(stdout).toContain(`受签章保护，未改动  ${PAGE}`);
    expect(stdout).toContain('结论：签章有效，全部文件受保护');
  });

  it.each([
    ['changed.ofd', 1, '签章后内容被改动'],
    ['partly.ofd', 3, '不受签章保护  Doc_0/new.xml'],
    ['copy.ofd', 3, `自称副本：用证编号 ${NOTE.useId}`],
    ['sealed.pdf', 0, `范围：前 ${sealedPdf.length} 字节，即整个文件`],
    ['extended.pdf', 3, `不受其保护：第 ${sealedPdf.length}–`],
    ['changed.pdf', 1, '✗ 原文杂凑值  杂凑值不符'],
    ['cms.pdf', 3, '? 结构  未检查 (a signature of kind GM.sm2cms.detached)'],
  ])('tells of %s, and ends with %i', async (name, expected, words) => {
    const { code, stdout } = await verify(join(folder, name));
    expect(stdout).toContain(words);
    expect(code).toBe(expected);
  });

  it('does not take a maker whom the asker does not name for a forger, nor for a maker', async () => {
    const { code, stdout } = await verify(join(folder, 'sealed.ofd'), []);
    expect(code).toBe(3);
    expect(stdout).toContain('? 制章人  制章人未被认可');
  });

  it('takes signatures of a PDF for seals when the asker says that they are', async () => {
    const makers = ['--makers', join(folder, 'maker.pem')];
    const kinds = ['--pdf-kinds', 'GM.sm2cms.detached'];
    expect((await verify(join(folder, 'cms.pdf'), [...makers, ...kinds])).code).toBe(0);
    const { code, stdout } = await verify(join(folder, 'sealed.pdf'), [...makers, ...kinds, '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'PDF', seals: { verdict: 'NOT_CHECKED' } });
  });

  it('ends with 2 and a line when there is nothing that it can read', async () => {
    const { code, stderr, stdout } = await verify(join(folder, 'garbage.ofd'));
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });

  it('says the same in English, and as JSON without any bytes', async () => {
    const english = await verify(join(folder, 'changed.ofd'), [
      '--makers',
      join(folder, 'maker.pem'),
      '--lang',
      'en',
    ]);
    expect(english.stdout).toContain('Conclusion: changed after it was sealed');
    expect(english.stdout).not.toMatch(/\p{Script=Han}(?<!某市民政局电子证照专用章)$/mu);
    const { code, stdout } = await verify(join(folder, 'sealed.ofd'), ['--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'OFD',
      seals: {
        verdict: 'UNPROVEN',
        signatures: [
          { shownSeal: 'SAME', seal: { standard: 'GB/T 38540', signedAt: '2026-06-01T08:30:00.000Z' } },
        ],
      },
    });
    expect(stdout.length).toBeLessThan(5_000);
  });

  it.each([
    ['allprotected.ofd', 0, '签章有效，全部文件受保护'],
    ['SESV4SignDoc.ofd', 1, '签章时印章已过期'], // sealed anew in 2026, with a certificate that ended in 2022
  ])('knows %s, which others have sealed', async (name, expected, words) => {
    const path = join(packageRoot, 'test', 'vectors', 'data', 'eseal', name);
    const ofd = await OfdPackage.open(readFileSync(path));
    const signedValue = [...ofd.files.keys()].find((each) => each.endsWith('SignedValue.dat')) ?? '';
    const { seal } = parseSealSignature(ofd.file(signedValue));
    const maker = join(folder, `${name}.pem`);
    writeFileSync(maker, pemOf({ certificate: seal.makerCertificate }));
    const { code, stdout } = await verify(path, ['--makers', maker]);
    expect(stdout).toContain(words);
    expect(code).toBe(expected);
  });
});
