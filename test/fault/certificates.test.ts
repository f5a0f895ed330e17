import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import {
  answerTo,
  issued,
  newCertificate,
  newCertificateId,
  newConsent,
  type OpenedLine,
  opening,
  openLine,
  useByCode,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let line: OpenedLine;
/** What happens while the issuing platform is being asked. */
let meanwhile: () => Promise<void> = async () => {};

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  line = await openLine(hub, henan, async (query) => {
    await meanwhile();
    return answerTo(henan, query);
  });
});
afterEach(async () => {
  meanwhile = async () => {};
  expect(hub.faults.pending).toBe(0);
  await auditHub(hub);
});
afterAll(async () => {
  await line.close();
  await hub.close();
});

/** As a peer does: the same bytes again for as long as it is told to wait. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HubCallError && error.isTransient)) throw error;
    }
  }
}

function outcomes(useId: string) {
  return hub.database.query<{ attempt: number; outcome: string }>(
    'select attempt, outcome from certificate_outcome where use_id = $1 order by attempt',
    [useId],
  );
}

async function usesLeft(consentId: string) {
  const [row] = await hub.database.query('select uses_left from consent where consent_id = $1', [consentId]);
  return row;
}

describe.each(FAULT_KINDS)('when the commit of an act goes wrong (%s)', (kind) => {
  it('enters a report once, and answers it with its proof', async () => {
    const message = henan.sign('CertificateIssued', issued(newCertificateId()));
    hub.faults.plan('certificate.record', kind);
    const ack = await persist(() => henan.grpc.reportCertificate(message));
    expect(ack.pending).toBe(false);
    expect(await henan.grpc.reportCertificate(message)).toEqual(ack);
  });

  it('counts a use once', async () => {
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong, { uses: 2 });
    const message = guangdong.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef));
    hub.faults.plan('certificate.record', kind);
    const { answer, useId } = await persist(() => guangdong.grpc.useCertificate(message));
    expect(answer).not.toBeNull();
    expect(await usesLeft(consentId)).toEqual({ uses_left: 1 });
    expect(await outcomes(useId)).toEqual([{ attempt: 1, outcome: 'RELEASED' }]);
    expect(await hub.database.query('select 1 from certificate_asking where use_id = $1', [useId])).toEqual(
      [],
    );
  });

  it('enters the refusal of a use once', async () => {
    const certificateId = newCertificateId();
    const message = guangdong.sign('UseCertificate', useByDuty(certificateId));
    hub.faults.plan('certificate.record', kind);
    await expect(persist(() => guangdong.grpc.useCertificate(message))).rejects.toMatchObject({
      code: 'CERTIFICATE_UNKNOWN',
    });
    const rows = await hub.database.query(
      'select refusal_code from certificate_use where certificate_id = $1',
      [certificateId],
    );
    expect(rows).toEqual([{ refusal_code: 'CERTIFICATE_UNKNOWN' }]);
  });
});

describe.each(FAULT_KINDS)('when the commit of a presentation goes wrong (%s)', (kind) => {
  it('gives one code, and takes it once', async () => {
    const certificateId = await newCertificate(henan);
    const opened = guangdong.sign('PresentationOpened', opening(certificateId));
    hub.faults.plan('certificate.record', kind);
    const { code } = await persist(() => guangdong.grpc.openPresentation(opened));
    expect((await guangdong.grpc.openPresentation(opened)).code).toBe(code);

    const message = guangdong.sign('UseCertificate', useByCode(code));
    hub.faults.plan('certificate.record', kind);
    const { useId, answer } = await persist(() => guangdong.grpc.useCertificate(message));
    expect(answer).not.toBeNull();
    const used = await hub.database.query('select used_by from presentation where certificate_id = $1', [
      certificateId,
    ]);
    expect(used).toEqual([{ used_by: useId }]);
    const second = guangdong.sign('UseCertificate', useByCode(code));
    await expect(guangdong.grpc.useCertificate(second)).rejects.toMatchObject({ code: 'PRESENTATION_USED' });
  });
});

describe.each(FAULT_KINDS)('when the commit of an outcome goes wrong (%s)', (kind) => {
  it('releases nothing before it stands, and what stands is released once it is asked for again', async () => {
    const certificateId = await newCertificate(henan);
    const { consentId, caseRef } = await newConsent(guangdong, { uses: 1 });
    const message = guangdong.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef));
    hub.faults.plan('certificate.outcome', kind);
    const { useId, answer } = await persist(() => guangdong.grpc.useCertificate(message));
    expect(answer).not.toBeNull();
    const released = (await outcomes(useId)).filter(({ outcome }) => outcome === 'RELEASED');
    expect(released).toHaveLength(1);
    expect(await usesLeft(consentId)).toEqual({ uses_left: 0 });
  });
});

async function useOf(certificateId: string): Promise<string> {
  const [row] = await hub.database.query<{ use_id: string }>(
    'select use_id from certificate_use where certificate_id = $1',
    [certificateId],
  );
  return row?.use_id ?? expect.fail('no such use');
}

function makeOverdue(): Promise<object[]> {
  return hub.database.query(`update certificate_asking set until = now() - interval '1 second'`);
}

/** As it is left by a process that dies between asking and the outcome. @returns the use. */
async function abandonedUse(): Promise<string> {
  const certificateId = await newCertificate(henan);
  const message = guangdong.sign('UseCertificate', useByDuty(certificateId));
  hub.faults.plan('certificate.outcome', 'fails');
  await expect(guangdong.grpc.useCertificate(message)).rejects.toMatchObject({ code: 'INTERNAL' });
  await makeOverdue();
  return useOf(certificateId);
}

describe('a use that was broken off', () => {
  it.each(FAULT_KINDS)('is closed as interrupted by whoever finds it, once (%s)', async (kind) => {
    const useId = await abandonedUse();
    const { certificates } = hub.running.services;
    hub.faults.plan('certificate.recover', kind);
    await certificates.recover();
    await certificates.recover();
    expect(await outcomes(useId)).toEqual([{ attempt: 1, outcome: 'INTERRUPTED' }]);
  });

  it('is closed by the next process that starts', async () => {
    const useId = await abandonedUse();
    const beside = await startTestHub({ beside: hub });
    await eventually(async () => {
      if ((await outcomes(useId)).length === 0) throw new Error('it is still open');
    });
    await beside.close();
    expect(await outcomes(useId)).toEqual([{ attempt: 1, outcome: 'INTERRUPTED' }]);
  });

  it('is not released when its process was only slow', async () => {
    const certificateId = await newCertificate(henan);
    const message = guangdong.sign('UseCertificate', useByDuty(certificateId));
    meanwhile = async () => {
      await makeOverdue();
      await hub.running.services.certificates.recover();
    };
    await expect(guangdong.grpc.useCertificate(message)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await outcomes(await useOf(certificateId))).toEqual([{ attempt: 1, outcome: 'INTERRUPTED' }]);
  });
});

describe('a report that is sent again to another process before the first has answered', () => {
  it('is one report, and both answers are the same', async () => {
    const certificateId = await newCertificate(henan);
    const beside = await startTestHub({ beside: hub });
    const again = await beside.peer('henan');
    const holding = new pg.Client({ connectionString: hub.database.url });
    await holding.connect();
    await holding.query('begin');
    await holding.query('select 1 from certificate where certificate_id = $1 for update', [certificateId]);
    const since = new Date(Date.now() - 1_000).toISOString();
    const message = henan.sign('CertificateStateChanged', { certificateId, state: 'REVOKED', since });
    const both = Promise.all([henan, again].map((peer) => peer.grpc.reportCertificate(message)));
    await eventually(async () => {
      const waiting = await hub.database.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%from certificate c%for update%'`,
      );
      if (waiting.length < 2) throw new Error('not both are waiting');
    });
    await holding.query('commit');
    await holding.end();
    const [one, other] = await both;
    expect(other).toMatchObject({ messageId: one?.messageId, leafId: one?.leafId, salt: one?.salt });
    again.close();
    await beside.close();
  });
});
