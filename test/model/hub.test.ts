import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { play } from './play/player.js';
import { INBOX_TERMS, openStand, type Stand } from './play/stand.js';
import { Stories } from './story/story.js';

/** Always the same stories: what they find, they find for everybody. Others are told by hub.long.test.ts. */
const SEED = 20_261_123;

describe('a hub', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand.close());

  it('does what its papers say, whatever platforms do: the answers, clocks, inboxes and history of the model', async () => {
    await fc.assert(
      fc.asyncProperty(new Stories({ inbox: INBOX_TERMS, steps: 40 }), (story) => play(story, stand)),
      { numRuns: 24, seed: SEED },
    );
    await auditHub(stand.hub);
    const states = await stand.hub.database.query<{ state: string }>('select distinct state from cases');
    expect(states.length).toBeGreaterThan(8);
  });
});
