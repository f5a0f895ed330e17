import { bringsOriginals } from '#domain/case';
import { isWithinDivision } from '#domain/codes';
import {
  type GrantPolicy,
  type IntakeObstacle,
  type IntakePower,
  type IntakeVerdict,
  judgeIntake,
} from '#domain/intake';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { PolicyError } from '#proto/errors';
import { type CaseMessage, handsIn } from '#proto/schema';
import type { VerifiedAct } from './act.js';
import type { Rules } from './rules.js';

/**
 * 根据授权 收件、原件核验、结果转送: whether the intake side may do this for an item that another platform decides, at the moment when it
 * signed. A part of a joint case is asked for by the authority that leads, and is no intake.
 * @param row the case after the act. @throws PolicyError INTAKE_NOT_GRANTED.
 */
export function checkIntake(
  act: VerifiedAct,
  row: cases.CaseRow,
  before: cases.CaseRow | undefined,
  { rules, policy }: { readonly rules: Rules; readonly policy: GrantPolicy },
): void {
  const { submitter, competent, basicCode, facets } = row;
  if (act.peer !== submitter || submitter === competent || facets.part !== undefined) return;
  const powers = powersFor(act.message, before);
  if (powers.length === 0) return;
  const at = act.header.iat;
  const standing = (code: string) => rules.divisions.standingFor(code, dayOf(at)); // grants outlive the codes that they name
  const liesIn = (place: string, division: string) =>
    standing(place).some((code) => standing(division).some((outer) => isWithinDivision(code, outer)));
  const place = facets.intake?.divisionCode ?? rules.directory.peer(submitter)?.divisionCode;
  const grants = rules.grants.of(competent, basicCode);
  for (const power of powers) {
    const verdict = judgeIntake(grants, { platform: submitter, place, power, at }, { policy, liesIn });
    if (verdict.kind === 'REFUSED') throw refusal(verdict, power, row);
  }
}

/**
 * What the act takes, when it is one of the intake side. Originals that are in the case already may always be received, sent on or
 * given back, and a result be sent back: nothing gets stuck at a window because a grant has ended.
 */
function powersFor(message: CaseMessage, before: cases.CaseRow | undefined): readonly IntakePower[] {
  switch (message.type) {
    case 'SubmitCase':
      return certifiesOriginals(message) ? ['RECEIVE', 'CHECK_ORIGINALS'] : ['RECEIVE'];
    case 'ResultDelivered':
      return ['PASS_RESULT'];
    case 'OriginalsHandedOver':
      return bringsOriginals(before?.facets.custody, message.body) ? ['CHECK_ORIGINALS'] : [];
    default:
      return certifiesOriginals(message) ? ['CHECK_ORIGINALS'] : [];
  }
}

/** 原件核验. */
function certifiesOriginals(message: CaseMessage): boolean {
  if (message.type === 'IntakeRecorded') return message.body.originalsChecked.length > 0;
  return handsIn(message) && message.body.materials.some(({ source }) => source === 'ORIGINAL_CHECKED');
}

const POWERS: Readonly<Record<IntakePower, string>> = {
  RECEIVE: 'RECEIVE (收件)',
  CHECK_ORIGINALS: 'CHECK_ORIGINALS (原件核验)',
  PASS_RESULT: 'PASS_RESULT (结果转送)',
};

const OBSTACLES: Readonly<Record<IntakeObstacle, string>> = {
  NOT_GRANTED: 'nothing of the item is granted to it',
  OTHER_PLACE: 'its grants are for other places of intake',
  OTHER_POWER: 'its grants are for other powers',
  NOT_YET: 'its grant has not begun',
  ENDED: 'its grant has ended',
  WITHDRAWN: 'its grant was withdrawn',
};

function refusal(
  { obstacle }: Extract<IntakeVerdict, { kind: 'REFUSED' }>,
  power: IntakePower,
  { submitter, competent, basicCode }: cases.CaseRow,
): PolicyError {
  return new PolicyError(
    'INTAKE_NOT_GRANTED',
    `${submitter} may not do this for item ${basicCode}: ${OBSTACLES[obstacle]}; ask ${competent} for a grant of ${POWERS[power]}`,
  );
}
