import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GRPC_STATUS } from '#hub/grpc';
import { HTTP_STATUS } from '#hub/rest';
import { toErrorMessage, toPublicError } from '#hub/wire';
import { tongban } from '#proto/codec';
import { ERRORS, type ErrorCode, HubError } from '#proto/errors';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { DOORS, expectNoInternals } from '../kit/doors.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const CODES = Object.keys(ERRORS) as ErrorCode[]; // the keys of a constant

describe('the vocabulary of errors', () => {
  it('is the one of the .proto file, number for number', () => {
    const { ERROR_CODE_UNSPECIFIED: _, ...declared } = { ...tongban.v1.ErrorCode };
    const named = Object.entries(declared).filter(([name]) => Number.isNaN(Number(name)));
    expect(CODES.map((code) => [code, ERRORS[code].number])).toEqual(named);
  });

  it.each(CODES)('gives %s one HTTP status, one gRPC status and words in two languages', (code) => {
    const { family, zh, en } = ERRORS[code];
    expect(HTTP_STATUS[family]).toBeGreaterThanOrEqual(400);
    expect(GRPC_STATUS[family]).toBeGreaterThan(0);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toBe('');
  });

  it('lets two families share neither HTTP nor gRPC status, but those that mean the same to a client', () => {
    const shared = (statuses: Record<string, number>) =>
      Object.keys(statuses).filter((a) =>
        Object.keys(statuses).some((b) => a !== b && statuses[a] === statuses[b]),
      );
    expect(shared(HTTP_STATUS)).toEqual(['conflict', 'stale']);
    expect(shared(GRPC_STATUS)).toEqual([]);
  });
});

describe('what a peer is told', () => {
  it('fits into the trailers of a gRPC call, however much is wrong', () => {
    const violations = Array.from({ length: 5_000 }, (_, i) => ({
      pointer: `/${'字'.repeat(i)}`,
      message: 'unknown field',
    }));
    const shown = toPublicError(new HubError('MALFORMED', 'flood', { violations }), 'c');
    expect(tongban.v1.Error.encode(toErrorMessage(shown)).finish().length).toBeLessThan(5_000);
    expect(shown.violations.at(-1)?.message).toBe(`and ${5_001 - shown.violations.length} more`);
  });

  it('is every violation, when there are few', () => {
    const violations = [{ pointer: '/a', message: 'required' }];
    expect(toPublicError(new HubError('MALFORMED', 'x', { violations }), 'c').violations).toEqual(violations);
  });
});

describe('a defect of the hub', () => {
  let log: CapturedLog;
  let hub: TestHub;
  let guangdong: TestPeer;

  beforeAll(async () => {
    log = captureLog('error');
    hub = await startTestHub({ logger: log.logger });
    guangdong = await hub.peer('guangdong');
  });
  afterAll(async () => {
    await hub.close();
    log.remove();
  });

  it.each(DOORS)(
    'is told over $name without a word of its cause, which the hub logs under the same id',
    async (door) => {
      hub.faults.plan('exchange.record', 'fails');
      const answer = await door.submit(guangdong, guangdong.sign('SubmitCase', submission()));
      expect(answer).toMatchObject({ code: 'INTERNAL', violations: [], leafId: undefined });
      expect(answer.seen).not.toContain('fault');
      expectNoInternals(answer.seen);
      const defect = log.lines('defect').find((line) => answer.seen.includes(String(line.correlationId)));
      expect(JSON.stringify(defect)).toContain('fault: the commit did not happen');
    },
  );

  it('does not keep the hub from working', async () => {
    expect((await guangdong.act('SubmitCase', submission())).eventSeq).toBe(1);
  });
});
