import { mod3736 } from '#domain/codes';
import type { BenchSuite } from './scenarios.js';

/** Invented certificates, one for each number, made the same by whoever needs them: by the filler, and by the load generator. */

export const TYPE = '11100000MB0143028R001'; // 营业执照: recognised everywhere by the sample rules
export const REASON = '办理一级建造师注册';
export const ORGANISATION = '11440000MB2C90009R';

const ISSUER = '11410000MBY900027Q';

/** Who answers for the certificates that are asked for by the peer of a suite, and signs with the same suite. */
export const ANSWERING: Record<BenchSuite, string> = { ED25519: 'qingxin', SM2: 'shanxi' };

const PLATFORMS = Object.values(ANSWERING);

export function certificateIdAt(i: number): string {
  const serial = String(i).padStart(12, '0');
  return `1.2.156.3005.2.${TYPE}.${ISSUER}.${serial}.001.${mod3736(`${TYPE}${ISSUER}${serial}001`)}`;
}

export function platformAt(i: number): string {
  return PLATFORMS[i % PLATFORMS.length] ?? '';
}

/** One of the certificates of the platform, chosen by `n`: neighbours in time are none in the directory. */
export function certificateOf(platform: string, n: number, count: number): number {
  const perPlatform = Math.floor(count / PLATFORMS.length);
  return ((n * 7_919) % perPlatform) * PLATFORMS.length + PLATFORMS.indexOf(platform);
}

export function holderAt(i: number): { readonly codeType: string; readonly code: string } {
  return { codeType: '111', code: `44180319900101${String(i).padStart(9, '0')}` };
}

/** UUIDv7s, in the order of time as real ones are. */
export function consentIdAt(n: number): string {
  return `01980000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function caseRefAt(n: number): string {
  return `BENCH-${n}`;
}
