import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPrivateKey, sm3 } from '#crypto/primitives';
import { issueSm2, pemOf, type Signing, USAGES } from './certificate.js';
import { type OfdFiles, sealOfd } from './ofd.js';
import { makeSeal, putSeal } from './seal.js';

/** 电子印章系统 of a simulated platform: one seal, and whoever signs with it. */
export interface SealOffice {
  sealed(files: OfdFiles): OfdFiles;
}

export interface SealOfficeOptions {
  /** Of the platform: the seal stands beside it. */
  readonly serialFile: string;
  readonly now: () => number;
}

const VERSION = 4;
const YEAR_MS = 365 * 24 * 3_600_000;

/** For whoever checks: certificates of the maker and of the signer's authority. The rest is the platform's. */
const FILES = {
  maker: 'maker.pem',
  authority: 'authority.pem',
  signer: 'signer.cer',
  key: 'signer.key',
  seal: 'seal.esl',
} as const;

/** What a connector is told, so that it believes the seal of this platform. */
export function sealTrustOf(serialFile: string): { readonly makers: string[]; readonly issuers: string[] } {
  const folder = folderOf(serialFile);
  return { makers: [join(folder, FILES.maker)], issuers: [join(folder, FILES.authority)] };
}

/**
 * The seal of a platform, made at its first start and kept: whoever accepts its maker need not ask again.
 * @param owner whose seal it is.
 */
export function openSealOffice({ serialFile, now }: SealOfficeOptions, owner: string): SealOffice {
  const folder = folderOf(serialFile);
  const path = (name: keyof typeof FILES) => join(folder, FILES[name]);
  if (!existsSync(path('seal'))) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The seal comes last: a start that broke off before it begins anew.
    for (const [name, content] of Object.entries(newSeal(owner, now()))) {
      writeFileSync(path(name as keyof typeof FILES), content, { mode: 0o600 }); // newSeal returns these names
    }
  }
  const seal = readFileSync(path('seal'));
  const signer: Signing = {
    certificate: readFileSync(path('signer')),
    key: importPrivateKey(readFileSync(path('key'), 'utf8')),
  };
  return {
    sealed: (files) =>
      sealOfd(files, seal, (document, property) =>
        putSeal({ version: VERSION, seal, signedAt: now(), dataHash: sm3(document), property }, signer),
      ),
  };
}

function folderOf(serialFile: string): string {
  return `${serialFile}.seals`;
}

/** The keys of authority and maker are forgotten: there is nothing more to sign with them. */
function newSeal(owner: string, at: number): Record<keyof typeof FILES, string | Uint8Array> {
  const days = { validFrom: at - YEAR_MS, validTo: at + 10 * YEAR_MS };
  const authority = issueSm2({
    ...days,
    name: `${owner}沙箱证书认证机构`,
    serial: 1,
    usage: USAGES.authority,
  });
  const issued = { ...days, issuer: authority, usage: USAGES.signing };
  const maker = issueSm2({ ...issued, name: `${owner}沙箱制章人`, serial: 2 });
  const signer = issueSm2({ ...issued, name: owner, serial: 3 });
  const seal = makeSeal(
    {
      ...days,
      version: VERSION,
      id: `SANDBOX${at}`,
      name: `${owner}电子证照专用章（沙箱）`,
      signers: [signer.certificate],
      lists: 'certificates',
      createdAt: at,
    },
    maker,
  );
  return {
    maker: pemOf(maker),
    authority: pemOf(authority),
    signer: signer.certificate,
    key: signer.key.toPem(),
    seal,
  };
}
