import type { intakeGrants } from '#hub/store';
import { tongban } from '#proto/codec';
import { momentText } from './case.js';

export function toIntakeGrant(row: intakeGrants.IntakeGrantRow): tongban.v1.IntakeGrant.$Properties {
  const { grantId, grantedBy, platform, divisionCode, basicCode, powers, validFrom, validTo, basis } = row;
  return {
    ...{ grantId, grantedBy, platform, basicCode, validFrom, validTo, basis, leafId: row.leafId },
    divisionCode: divisionCode ?? '',
    powers: powers.map((power) => tongban.v1.IntakePower[power]),
    grantedAt: momentText(row.grantedAt),
    withdrawnFrom: row.withdrawnFrom === null ? '' : momentText(row.withdrawnFrom),
    withdrawalLeafId: row.withdrawalLeafId ?? '',
  };
}
