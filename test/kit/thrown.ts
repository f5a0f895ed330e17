import { HubError } from '#proto/errors';

/** The HubError that the action throws; anything else, or nothing, fails the test. */
export function thrownBy(action: () => unknown): HubError {
  try {
    action();
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
