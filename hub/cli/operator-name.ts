import { userInfo } from 'node:os';

/** Who sits at this machine, for the record of imports. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // a user without an entry in the system's list, as in some containers
  }
}
