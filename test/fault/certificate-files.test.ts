import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf, HubCallError } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { rest } from '../kit/doors.js';
import {
  fileAnswerTo,
  newCertificate,
  type OpenedLine,
  openLine,
  useOfFile,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let line: OpenedLine;

const { bytes } = newFile(3_000);
const copy = blobRefOf(bytes, 'application/ofd', '副本.ofd');

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  line = await openLine(hub, henan, async (query) => {
    await henan.grpc.upload(copy, bytes, query.useId);
    return fileAnswerTo(henan, query, copy);
  });
});
afterEach(async () => {
  expect(hub.faults.pending).toBe(0);
  await auditHub(hub);
});
afterAll(async () => {
  await line.close();
  await hub.close();
});

const folderOf = (useId: string) => join(hub.dataDir, 'certificate-files', useId);

/** As a peer does: the same bytes again for as long as it is told to wait. */
async function usedFile(): Promise<string> {
  const message = guangdong.sign('UseCertificate', useOfFile(await newCertificate(henan)));
  for (;;) {
    try {
      return (await guangdong.grpc.useCertificate(message)).useId;
    } catch (error) {
      if (!(error instanceof HubCallError && error.isTransient)) throw error;
    }
  }
}

function end(useId: string) {
  const over = `update certificate_file set until = now() - interval '1 minute' where use_id = $1`;
  return hub.database.query(over, [useId]);
}

/** By the next sweep; the hub sweeps by itself too, and one that had begun before is waited for in its place. */
function swept(useId: string): Promise<void> {
  return eventually(async () => {
    await hub.running.services.useFiles.sweep();
    expect(existsSync(folderOf(useId))).toBe(false);
  });
}

async function codeOf(useId: string): Promise<string> {
  return (await rest.ask(guangdong, 'Download', { sha256: copy.sha256, useId })).code;
}

describe.each(FAULT_KINDS)('when a commit goes wrong (%s)', (kind) => {
  it('that releases a file: it can be fetched once the use is answered', async () => {
    hub.faults.plan('certificate.outcome', kind);
    expect(await codeOf(await usedFile())).toBe('OK');
  });

  it('that forgets a file: nobody can read it, and the next sweep deletes it', async () => {
    const useId = await usedFile();
    await end(useId);
    hub.faults.plan('certificate.forget', kind);
    await hub.running.services.useFiles.sweep();
    expect(await codeOf(useId)).toBe('NOT_FOUND');
    await swept(useId);
  });
});

describe('what a crash leaves of a file', () => {
  it('that no row speaks of any more is deleted by the next process that starts', async () => {
    const useId = await usedFile();
    const kept = await usedFile();
    await hub.database.query('delete from certificate_file where use_id = $1', [useId]);
    const beside = await startTestHub({ beside: hub });
    await eventually(() => expect(existsSync(folderOf(useId))).toBe(false));
    await beside.close();
    expect(await codeOf(kept)).toBe('OK');
  });

  it('whose upload broke off is deleted with the time of its use', async () => {
    const useId = await usedFile();
    const folder = join(folderOf(useId), 'uploads', 'henan');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'a'.repeat(64)), 'half');
    await end(useId);
    await swept(useId);
  });

  it('whose bytes are gone is told as a fault of the hub, and is no other file', async () => {
    const useId = await usedFile();
    writeFileSync(
      join(folderOf(useId), 'blobs', copy.sha256.slice(0, 2), copy.sha256.slice(2, 4), copy.sha256),
      'short',
    );
    expect(await codeOf(useId)).toBe('INTERNAL');
  });
});
