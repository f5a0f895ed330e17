import { dayOf } from '#domain/rules';

const DAY_MS = 86_400_000;

/** The item of `submission`. */
export const ITEM = '002090012000';

/** A grant to Guangdong that begins today, to change in the points that a test is about. */
export function grantTo(platform: string, over: object = {}): object {
  const now = Date.now();
  return {
    platform,
    basicCode: ITEM,
    powers: ['RECEIVE', 'CHECK_ORIGINALS', 'PASS_RESULT'],
    validFrom: dayOf(now),
    validTo: dayOf(now + 30 * DAY_MS),
    basis: '豫粤跨省通办合作协议第三条',
    ...over,
  };
}
