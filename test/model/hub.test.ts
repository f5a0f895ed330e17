import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { EXAMPLES } from './examples.js';
import { play } from './play/player.js';
import { INBOX_TERMS, openStand, type Stand } from './play/stand.js';
import { Stories } from './story/story.js';
import { THEMES } from './story/themes.js';

/** Always the same stories: what they find, they find for everybody. hub.long.test.ts tells others. */
const SEED = 20_261_123;
const STORIES = 3;
const STEPS = 40;

describe('a hub does what its papers say, whatever platforms do', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(async () => {
    await auditHub(stand.hub);
    await stand.close();
  });

  it.each(THEMES)('in stories of $name', async (theme) => {
    const stories = new Stories({ inbox: INBOX_TERMS, steps: STEPS, theme });
    await fc.assert(
      fc.asyncProperty(stories, (story) => play(story, stand)),
      { numRuns: STORIES, seed: SEED },
    );
  });

  it.each(EXAMPLES)('$name', async ({ story }) => {
    await play(story, stand);
  });
});
