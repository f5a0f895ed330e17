import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { play } from './play/player.js';
import { INBOX_TERMS, openStand, type Stand } from './play/stand.js';
import { Stories } from './story/story.js';
import { THEMES } from './story/themes.js';

const STORIES = 60;
const STEPS = 70;
const HOUR_MS = 3_600_000;

/** Other stories each time, and longer ones. One that fails is printed as short as it can be made, with the seed that tells it again. */
describe.each(THEMES)('in any story of $name', (theme) => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(async () => {
    await auditHub(stand.hub);
    await stand.close();
  });

  it(
    'a hub does what its papers say',
    async () => {
      const stories = new Stories({ inbox: INBOX_TERMS, steps: STEPS, theme });
      await fc.assert(
        fc.asyncProperty(stories, (story) => play(story, stand)),
        { numRuns: STORIES },
      );
    },
    HOUR_MS,
  );
});
