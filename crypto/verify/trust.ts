import { z } from 'zod';
import { keyIdOf } from '#crypto/jose';
import { fromBase64, importPublicKey, type PublicKey } from '#crypto/primitives';
import { type NoteVerifier, parsePolicy, sm2NoteVerifier, type TrustPolicy } from '#crypto/tlog';
import { parseStrictJson, values } from '#proto/schema';

/** What the auditor believes beforehand. It comes from the auditor alone, never from what is checked. */
export interface Trust {
  readonly policy: TrustPolicy;
  /** The SM2 key of the log, when the auditor has it. */
  readonly logSm2: NoteVerifier | undefined;
  /** Signing keys of platforms, by key id. */
  readonly platforms: ReadonlyMap<string, PlatformKey>;
}

/** A platform's signing key and when it may be used; unix milliseconds. */
export interface PlatformKey {
  readonly platform: string;
  readonly publicKey: PublicKey;
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number | undefined;
}

/** A trust file that cannot be used. */
export class TrustError extends Error {}

const KeysSchema = z.strictObject({
  keys: z.array(
    z.strictObject({
      platform: values.peerId,
      /** SubjectPublicKeyInfo, DER, base64. */
      publicKey: z.string(),
      validFrom: values.moment,
      validTo: values.moment,
      revokedAt: values.moment.optional(),
    }),
  ),
});

export interface TrustFiles {
  /** C2SP tlog-policy. */
  readonly policy: string;
  /** `platforms.json`. */
  readonly platforms: Uint8Array;
  /** The vkey of the log's SM2 line; standard policy parsers refuse its type, so it has a file of its own. */
  readonly gm?: string | undefined;
}

/** @throws TrustError. */
export function readTrust(files: TrustFiles): Trust {
  const policy = parsePolicy(files.policy);
  if ('reason' in policy) throw new TrustError(`policy, line ${policy.line}: ${policy.reason}`);
  return { policy, logSm2: readSm2(files.gm), platforms: readPlatforms(files.platforms) };
}

function readSm2(vkey: string | undefined): NoteVerifier | undefined {
  if (vkey === undefined) return undefined;
  const verifier = sm2NoteVerifier(vkey.trim());
  if (verifier === undefined) throw new TrustError('not the vkey of an SM2 line');
  return verifier;
}

function readPlatforms(bytes: Uint8Array): ReadonlyMap<string, PlatformKey> {
  const json = parseStrictJson(bytes);
  if (!json.ok) throw new TrustError(`platforms: ${json.fault}`);
  const parsed = KeysSchema.safeParse(json.value);
  if (!parsed.success) throw new TrustError(`platforms: ${parsed.error.issues[0]?.message ?? 'unreadable'}`);
  return new Map(
    parsed.data.keys.map((key) => {
      const publicKey = readKey(key.publicKey, key.platform);
      const { platform, validFrom, validTo, revokedAt } = key;
      return [
        keyIdOf(publicKey),
        {
          platform,
          publicKey,
          validFrom: Date.parse(validFrom),
          validTo: Date.parse(validTo),
          revokedAt: revokedAt === undefined ? undefined : Date.parse(revokedAt),
        },
      ];
    }),
  );
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
