import { z } from 'zod';
import { IntakePowerSchema, values } from '#proto/schema';

const digestText = z.string().regex(/^[\w-]{43}$/);

const about = {
  /** The platform that signed: it decides the item. */
  actor: values.peerId,
  /** Unix milliseconds, the hub's clock. */
  at: z.int().min(0),
  /** The id of the message that granted it. */
  grant: values.messageId,
  hub: values.peerId,
  id: values.messageId,
  kid: z.string().max(64),
  message: values.record('Commitment', { sha256: digestText, sm3: digestText }),
  v: z.literal(1),
};

/** 收件授权: what a platform may do for an item of the actor's. Of organisations alone, and so in plain words. */
export const GrantIntakeLeafSchema = z
  .strictObject({
    ...about,
    basicCode: values.basicCode,
    /** Absent: for all places of the platform. */
    division: values.divisionCode.optional(),
    platform: values.peerId,
    powers: z.array(IntakePowerSchema).min(1).readonly(),
    type: z.literal('GrantIntake'),
    validFrom: values.date,
    validTo: values.date,
  })
  .readonly();

/** From when on a grant no longer holds, unix milliseconds. */
export const WithdrawIntakeGrantLeafSchema = z
  .strictObject({ ...about, type: z.literal('WithdrawIntakeGrant'), withdrawnFrom: z.int().min(0) })
  .readonly();

export type IntakeGrantLeaf =
  | z.output<typeof GrantIntakeLeafSchema>
  | z.output<typeof WithdrawIntakeGrantLeafSchema>;
