import { z } from 'zod';
import { PlatformAnswerError } from '#connectors/kit';
import { utf8 } from '#crypto/primitives';
import { HubError } from '#proto/errors';
import { readJson } from '#proto/schema';

/** The platform refused in its own words, with status 200 as a rule. */
export class HunanRefusal extends Error {
  readonly errCode: string;
  readonly errMsg: string;

  constructor(errCode: string, errMsg: string) {
    super(`the platform refused: ${errCode} ${errMsg}`);
    this.name = 'HunanRefusal';
    this.errCode = errCode;
    this.errMsg = errMsg;
  }
}

const Refusal = z.object({ success: z.literal(false), errCode: z.string(), errMsg: z.string() });
const Taken = z.object({ success: z.literal(true), data: z.unknown() });
const Expired = Refusal.extend({ data: z.object({ oldest: z.string().min(1) }) });

/** Where the word “taken” is all there is to hear. */
export const NOTHING = z.unknown();

/**
 * What the platform answered, out of its envelope.
 * @throws HunanRefusal, PlatformAnswerError for what is not its envelope: a page of a proxy with status 200, say.
 */
export function readAnswer<T extends z.ZodType>(text: string, schema: T): z.output<T> {
  const json = jsonOf(text);
  const refusal = Refusal.safeParse(json);
  if (refusal.success) throw new HunanRefusal(refusal.data.errCode, refusal.data.errMsg);
  const taken = Taken.safeParse(json);
  if (!taken.success) throw new PlatformAnswerError('not in its envelope');
  const data = schema.safeParse(taken.data.data);
  if (data.success) return data.data;
  const [issue] = data.error.issues;
  throw new PlatformAnswerError(`another form at ${issue?.path.join('/')}: ${issue?.message}`);
}

/** The oldest cursor, out of the answer to one that the platform knows no more. @throws PlatformAnswerError. */
export function readOldestCursor(text: string): string {
  const expired = Expired.safeParse(jsonOf(text));
  if (expired.success) return expired.data.data.oldest;
  throw new PlatformAnswerError('no oldest cursor');
}

function jsonOf(text: string): unknown {
  try {
    return readJson(utf8(text));
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw new PlatformAnswerError(`no strict JSON (${error.violations[0]?.message ?? ''})`);
  }
}
