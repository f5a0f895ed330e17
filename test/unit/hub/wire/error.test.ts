import { describe, expect, it } from 'vitest';
import { UnknownOutcomeError } from '#hub/store';
import { toPublicError } from '#hub/wire';

describe('what a peer is told of an error', () => {
  it('is to send the same bytes again when the database did not answer, and nothing of the cause', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { syscall: 'connect' });
    const shown = toPublicError(new UnknownOutcomeError(cause), 'id');
    expect(shown).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1_000, correlationId: 'id' });
    expect(JSON.stringify(shown)).not.toContain('ECONNREFUSED');
  });

  it('is nothing but a correlation id when the hub has a defect', () => {
    const shown = toPublicError(new TypeError('secret of the inside'), 'id');
    expect(shown).toMatchObject({ code: 'INTERNAL', correlationId: 'id' });
    expect(JSON.stringify(shown)).not.toContain('secret');
  });
});
