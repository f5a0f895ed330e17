export {
  GRANT_POLICIES,
  type GrantPolicy,
  hasEnded,
  INTAKE_POWERS,
  type IntakeAsked,
  type IntakeGrant,
  IntakeGrants,
  type IntakeObstacle,
  type IntakePower,
  type IntakeVerdict,
  judgeIntake,
} from './grants.js';
