import type { z } from 'zod';
import { validate } from '#proto/schema';
import type { ConnectorConfig } from './connector.js';
import { MappingTables } from './mapping/index.js';

/** What every province's settings may hold. */
type WithMapping = z.ZodType<{ readonly mapping?: string | undefined }>;

/**
 * The province's own settings, and its mapping: the file that they name, or the one that comes with the connector.
 * @throws ValidationError MALFORMED with all that is wrong with the one or the other.
 */
export function readProvince<S extends WithMapping>(
  { province }: ConnectorConfig,
  schema: S,
  ownMapping: string,
): { readonly settings: z.output<S>; readonly maps: MappingTables } {
  const settings = validate(schema, province, 'the settings of the province are not valid');
  return { settings, maps: MappingTables.read(settings.mapping ?? ownMapping) };
}
