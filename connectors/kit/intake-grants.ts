import type { tongban } from '#proto/codec';
import { INTAKE_GRANT_MESSAGES, validate } from '#proto/schema';
import { type ConnectorConfig, connectToHub } from './connector.js';
import { signedAs } from './signed-as.js';

const UNFIT = 'the grant is not possible';

/**
 * 收件授权: signs a grant with the platform's key and gives it to the hub.
 * @throws ValidationError before anything is signed; HubCallError.
 */
export async function giveIntakeGrant(
  config: ConnectorConfig,
  grant: object,
): Promise<tongban.v1.IntakeGrant> {
  const payload = validate(INTAKE_GRANT_MESSAGES.GrantIntake, grant, UNFIT);
  const message = await signedAs(config, 'tongban.v1.GrantIntake+json', payload);
  return withHub(config, (hub) => hub.grantIntake(message));
}

/** Signs the withdrawal of a grant of the platform's own. @throws as `giveIntakeGrant`. */
export async function withdrawIntakeGrant(
  config: ConnectorConfig,
  withdrawal: object,
): Promise<tongban.v1.IntakeGrant> {
  const payload = validate(INTAKE_GRANT_MESSAGES.WithdrawIntakeGrant, withdrawal, UNFIT);
  const message = await signedAs(config, 'tongban.v1.WithdrawIntakeGrant+json', payload);
  return withHub(config, (hub) => hub.withdrawIntakeGrant(message));
}

async function withHub<T>(
  config: ConnectorConfig,
  work: (hub: Awaited<ReturnType<typeof connectToHub>>) => Promise<T>,
): Promise<T> {
  const hub = await connectToHub(config);
  try {
    return await work(hub);
  } finally {
    hub.close();
  }
}
