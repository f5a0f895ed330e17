import { describe } from 'vitest';
import type { Stage } from '../../kit/stage.js';
import { playBusiness } from './business.js';
import { playCertificates } from './certificates.js';
import { playFamily } from './family.js';
import { playInsurance } from './insurance.js';
import { playJoint } from './joint.js';
import { playPolice } from './police.js';

/** Things that people really need in another province, by the desks that they would go to. */
export function playFlows(stage: () => Stage): void {
  describe.concurrent('a flow', { timeout: 90_000 }, () => {
    playInsurance(stage);
    playPolice(stage);
    playFamily(stage);
    playBusiness(stage);
    playCertificates(stage);
    playJoint(stage);
  });
}
