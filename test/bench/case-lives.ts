import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { HubClient } from '#connectors/kit';
import { type MessageKey, messageKey, signMessage } from '#crypto/jose';
import { importPrivateKey, utf8 } from '#crypto/primitives';
import { AT, type Side, type Step, submission, wholeLife } from '../kit/messages.js';
import { materialOf, type Site, type Target } from './measure.js';
import { type BenchSuite, SENDERS } from './scenarios.js';

/** Cases as they come, through the hub like any others: what a full database is made of. */

export type Life = 'ENDED' | 'IN_REVIEW' | 'IN_CORRECTION';

/** Cases of every hundred. */
export const SHARES: Readonly<Record<Life, number>> = { ENDED: 78, IN_REVIEW: 20, IN_CORRECTION: 2 };

const SUITES: Readonly<Record<Side, BenchSuite>> = { submitter: 'ED25519', competent: 'SM2' };
const HUB_ID = 'tongban-dev';

const rating = (feedbackNo: string, side: 'INTAKE' | 'DECISION'): Step => {
  const body = { feedbackNo, side, satisfaction: 'SATISFIED', channel: 'QR_CODE', ratedAt: AT };
  return { by: 'submitter', type: 'ServiceRating', body };
};

const WHOLE: readonly Step[] = [
  ...wholeLife('REMOTE_INTAKE'),
  rating('PJ-1', 'INTAKE'),
  rating('PJ-2', 'DECISION'),
];

const STEPS: Readonly<Record<Life, readonly Step[]>> = {
  ENDED: WHOLE,
  IN_REVIEW: WHOLE.slice(0, 5),
  IN_CORRECTION: WHOLE.slice(0, 2),
};

/** Plays each life once. @returns the numbers of the cases. */
export async function playLives(site: Site, target: Target): Promise<Readonly<Record<Life, string>>> {
  const platforms = {
    submitter: new Platform(SUITES.submitter, site, target),
    competent: new Platform(SUITES.competent, site, target),
  };
  const play = async (life: Life): Promise<string> => {
    const { divisionCode } = SENDERS[SUITES.submitter];
    const opened = submission({ caseRef: `BENCH-${life}`, mode: 'REMOTE_INTAKE', divisionCode });
    const caseNo = await platforms.submitter.act('SubmitCase', opened);
    for (const { by, type, body } of STEPS[life]) await platforms[by].act(type, { caseNo, ...body });
    return caseNo;
  };
  try {
    return {
      ENDED: await play('ENDED'),
      IN_REVIEW: await play('IN_REVIEW'),
      IN_CORRECTION: await play('IN_CORRECTION'),
    };
  } finally {
    for (const platform of Object.values(platforms)) platform.close();
  }
}

class Platform {
  readonly #client: HubClient;
  readonly #key: MessageKey;
  readonly #id: string;

  constructor(suite: BenchSuite, site: Site, { grpcPort }: Target) {
    const read = (file: string) => readFileSync(join(materialOf(site, suite), file), 'utf8');
    this.#id = SENDERS[suite].issuer;
    this.#key = messageKey(importPrivateKey(read('message.pem')));
    this.#client = new HubClient({
      address: `localhost:${grpcPort}`,
      ca: read('authority.crt'),
      certificate: read('client.crt'),
      key: read('client.key'),
    });
  }

  /** @returns the number of the case. */
  async act(type: string, body: object): Promise<string> {
    const header = {
      cty: `tongban.v1.${type}+json`,
      issuer: this.#id,
      audience: HUB_ID,
      messageId: uuidv7(),
      issuedAt: Date.now(),
    };
    const message = signMessage({ ...header, payload: utf8(JSON.stringify(body)) }, this.#key);
    return (await this.#client.submit(message)).caseNo ?? '';
  }

  close(): void {
    this.#client.close();
  }
}
