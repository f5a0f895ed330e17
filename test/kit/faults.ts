import { ConfigError } from '#config';
import { RuleDataError } from '#domain/rules';

/** Everything that is wrong with data, as the error says that its reader must throw. */
export function faultsThrownBy(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof RuleDataError) return error.faults;
    throw error;
  }
  throw new Error('nothing was thrown');
}
