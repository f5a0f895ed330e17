import { afterAll, beforeAll } from 'vitest';
import { openStage, type Stage } from '../kit/stage.js';
import { playFlows } from './platforms/flows.js';
import { playOdds } from './platforms/odds.js';
import { playPairs } from './platforms/pairs.js';

/** One hub and five platforms, started once; whatever does not depend on each other is played side by side. */

let stage: Stage;
const opened = () => stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.close());

playPairs(opened);
playFlows(opened);
playOdds(opened);
