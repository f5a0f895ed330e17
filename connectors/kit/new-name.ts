import { uuidv7 } from 'uuidv7';

/** A name that nothing else has, for what the connector itself begins. */
export function newName(): string {
  return uuidv7();
}
