import { z } from 'zod';
import { INTAKE_POWERS } from '#domain/intake';
import { basicCode, date, divisionCode, messageId, moment, peerId, record, text } from './values.js';

export const IntakePowerSchema = z.enum(INTAKE_POWERS);

const GrantIntake = record(
  'GrantIntake',
  {
    platform: peerId,
    divisionCode: divisionCode.optional(),
    basicCode,
    powers: z
      .array(IntakePowerSchema)
      .min(1)
      .refine((powers) => new Set(powers).size === powers.length, 'a power is named once')
      .readonly(),
    validFrom: date,
    validTo: date,
    basis: text(500),
  },
  {
    path: 'validTo',
    message: 'the last day is not before the first',
    holds: ({ validFrom, validTo }) => validFrom <= validTo,
  },
);

const WithdrawIntakeGrant = record('WithdrawIntakeGrant', {
  grantId: messageId,
  withdrawnFrom: moment.optional(),
  reason: text(500),
});

/** What platforms sign about 收件授权. */
export const INTAKE_GRANT_MESSAGES = { GrantIntake, WithdrawIntakeGrant } as const;

export type IntakeGrantMessageType = keyof typeof INTAKE_GRANT_MESSAGES;

export type IntakeGrantMessage<T extends IntakeGrantMessageType = IntakeGrantMessageType> = z.output<
  (typeof INTAKE_GRANT_MESSAGES)[T]
>;
