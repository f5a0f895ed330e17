import { readFile } from 'node:fs/promises';
import type { Config } from '#config';
import { readCertificates, readRevocationLists } from '#crypto/x509/certificate';
import type { Restamping, RevocationSources, TimeStamping } from '#hub/log';

/**
 * The authorities for time stamps that this log asks, as the configuration names them.
 * @returns undefined when it names none.
 * @throws Error when a file cannot be read: what is wrong now would be wrong at every stamp.
 */
export async function readTimeStamping({ timestamping }: Config): Promise<TimeStamping | undefined> {
  const { authorities, everyMs, timeoutMs } = timestamping;
  if (authorities.length === 0) return undefined;
  const peers = authorities.map(({ certificates, revocationLists, policy, ...rest }) => ({
    ...{ name: rest.name, url: rest.url, digest: rest.digest },
    revocation: sourcesOf(rest),
    policy: policy === '' ? undefined : policy,
    readTrust: async () => ({
      roots: (await readAll(certificates, (bytes) => readCertificates(bytes.toString('latin1')))).flat(),
      revocationLists: (await readAll(revocationLists, readRevocationLists)).flat(),
    }),
  }));
  for (const { name, readTrust } of peers) {
    const { roots } = await readTrust();
    if (roots.length === 0) throw new Error(`timestamping: ${name} has no certificate in PEM`);
  }
  return { authorities: peers, everyMs, timeoutMs, restamping: restampingOf(timestamping) };
}

/** When stamps are stamped again, as the configuration says it. */
export function restampingOf(settings: Config['timestamping']): Restamping {
  const { restampAfterMs, restampBeforeExpiryMs, restampOlderThan } = settings;
  const olderThan = restampOlderThan === '' ? undefined : Date.parse(restampOlderThan);
  return { afterMs: restampAfterMs, beforeExpiryMs: restampBeforeExpiryMs, olderThan };
}

/** @returns undefined where nobody is to be asked. */
function sourcesOf({
  crlUrls,
  ocspUrls,
  followCertificates,
}: RevocationSources): RevocationSources | undefined {
  const isAny = followCertificates || crlUrls.length + ocspUrls.length > 0;
  return isAny ? { crlUrls, ocspUrls, followCertificates } : undefined;
}

function readAll<T>(files: readonly string[], read: (bytes: Buffer) => T): Promise<T[]> {
  return Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      try {
        return read(bytes);
      } catch (error) {
        throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
      }
    }),
  );
}
