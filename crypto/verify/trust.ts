import { z } from 'zod';
import { DerError } from '#crypto/asn1';
import { keyIdOf } from '#crypto/jose';
import { fromBase64, hex, importPublicKey, type PublicKey, sha256, utf8 } from '#crypto/primitives';
import type { TimeStampJudge } from '#crypto/timestamp';
import { type PolicyFault, parseGmPolicy, parsePolicy, type TrustPolicy } from '#crypto/tlog';
import { readCertificates, readRevocationLists } from '#crypto/x509/certificate';
import { parseStrictJson, values } from '#proto/schema';

/** What the auditor believes of the log beforehand. It comes from the auditor alone, never from what is checked. */
export interface LogTrust {
  readonly policy: TrustPolicy;
  /** Of the policy file, hex: which one was used. */
  readonly policySha256: string;
  /** The SM2 keys of the log and of its SM3 tree, with the witnesses of that, when the auditor has them. */
  readonly gm: TrustPolicy | undefined;
  /** Authorities for time stamps, and who of theirs is revoked; undefined when the auditor names none. */
  readonly timeStamps?: TimeStampJudge | undefined;
  /** Logs that are trusted because the last entry of one that is trusted names them, each with the origin of that one. */
  readonly followed?: ReadonlyMap<string, string> | undefined;
}

/** The same, and what the auditor believes of the platforms. */
export interface Trust extends LogTrust {
  /** Signing keys of platforms, by key id. */
  readonly platforms: ReadonlyMap<string, PlatformKey>;
}

/** A platform's signing key and when it may be used; unix milliseconds. */
export interface PlatformKey {
  readonly platform: string;
  readonly publicKey: PublicKey;
  /** The division that the platform serves, where the file says it. */
  readonly divisionCode: string | undefined;
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number | undefined;
}

/** A trust file that cannot be used. */
export class TrustError extends Error {}

const KeysSchema = z.strictObject({
  /** When the keys were taken from the hub's directory. */
  asOf: values.moment.optional(),
  keys: z.array(
    z.strictObject({
      platform: values.peerId,
      divisionCode: values.divisionCode.optional(),
      /** SubjectPublicKeyInfo, DER, base64. */
      publicKey: z.string(),
      validFrom: values.moment,
      validTo: values.moment,
      revokedAt: values.moment.optional(),
    }),
  ),
});

export interface LogTrustFiles {
  /** C2SP tlog-policy. */
  readonly policy: string;
  /** `policy.gm`: keys that standard policy parsers refuse. */
  readonly gm?: string | undefined;
  readonly timeStamps?: TimeStampFiles | undefined;
}

export interface TimeStampFiles {
  /** PEM. */
  readonly authorities: readonly string[];
  /** PEM, or DER of one each. */
  readonly revocationLists: readonly Uint8Array[];
  /** For which moment it is asked, now as a rule; unix milliseconds. */
  readonly asOf: number;
  /** From when on algorithms are not believed any more, by their names; unix milliseconds. */
  readonly weakFrom?: ReadonlyMap<string, number> | undefined;
}

export interface TrustFiles extends LogTrustFiles {
  /** `platforms.json`. */
  readonly platforms: Uint8Array;
}

/** @throws TrustError. */
export function readLogTrust(files: LogTrustFiles): LogTrust {
  const policy = orThrow('policy', parsePolicy(files.policy));
  const gm = files.gm === undefined ? undefined : orThrow('policy.gm', parseGmPolicy(files.gm));
  const timeStamps = files.timeStamps && readTimeStamps(files.timeStamps);
  return { policy, policySha256: hex(sha256(utf8(files.policy))), gm, timeStamps };
}

/** @throws TrustError. */
export function readTrust(files: TrustFiles): Trust {
  return { ...readLogTrust(files), platforms: readPlatforms(files.platforms).keys };
}

function readTimeStamps({ authorities, revocationLists, asOf, weakFrom }: TimeStampFiles): TimeStampJudge {
  try {
    const roots = authorities.flatMap(readCertificates);
    if (roots.length === 0) throw new TrustError('no certificate of an authority for time stamps in PEM');
    const lists = revocationLists.flatMap(readRevocationLists);
    return { roots, revocationLists: lists, asOf, ...(weakFrom === undefined ? {} : { weakFrom }) };
  } catch (error) {
    throw error instanceof DerError ? new TrustError(`time stamps: ${error.message}`) : error;
  }
}

function orThrow(file: string, policy: TrustPolicy | PolicyFault): TrustPolicy {
  if ('reason' in policy) throw new TrustError(`${file}, line ${policy.line}: ${policy.reason}`);
  return policy;
}

export interface Platforms {
  readonly keys: ReadonlyMap<string, PlatformKey>;
  /** When they were taken from the hub's directory, where the file says it; unix milliseconds. */
  readonly asOf: number | undefined;
}

/** Reads a `platforms.json`. @throws TrustError. */
export function readPlatforms(bytes: Uint8Array): Platforms {
  const json = parseStrictJson(bytes);
  if (!json.ok) throw new TrustError(`platforms: ${json.fault}`);
  const parsed = KeysSchema.safeParse(json.value);
  if (!parsed.success) throw new TrustError(`platforms: ${parsed.error.issues[0]?.message ?? 'unreadable'}`);
  const { asOf } = parsed.data;
  const keys = new Map(
    parsed.data.keys.map((key): [string, PlatformKey] => {
      const publicKey = readKey(key.publicKey, key.platform);
      const { platform, divisionCode, validFrom, validTo, revokedAt } = key;
      return [
        keyIdOf(publicKey),
        {
          platform,
          divisionCode,
          publicKey,
          validFrom: Date.parse(validFrom),
          validTo: Date.parse(validTo),
          revokedAt: revokedAt === undefined ? undefined : Date.parse(revokedAt),
        },
      ];
    }),
  );
  return { keys, asOf: asOf === undefined ? undefined : Date.parse(asOf) };
}

function readKey(text: string, platform: string): PublicKey {
  const spki = fromBase64(text);
  try {
    if (spki !== undefined) return importPublicKey(spki);
  } catch {
    // told below: the reason OpenSSL gives would not help
  }
  throw new TrustError(`platforms: a key of ${platform} is not a public key of a supported suite`);
}
