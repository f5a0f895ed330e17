import type { z } from 'zod';
import { ValidationError } from '#proto/errors';
import { validate } from '#proto/schema';
import type { ConnectorConfig } from './connector.js';
import { MappingTables } from './mapping/index.js';

/** What every province's settings may hold. */
type WithMapping = z.ZodType<{ readonly mapping?: string | undefined }>;

/**
 * The province's own settings, and its mapping: the file that they name, or the one that comes with the connector. Whose
 * configuration it is comes first: another province's would sign for that one, by the wrong words.
 * @throws ValidationError MALFORMED with all that is wrong with the one or the other.
 */
export function readProvince<S extends WithMapping>(
  { platform, province }: ConnectorConfig,
  schema: S,
  ownMapping: string,
): { readonly settings: z.output<S>; readonly maps: MappingTables } {
  const file = typeof province.mapping === 'string' ? province.mapping : ownMapping;
  const maps = MappingTables.read(file); // what it runs expressions with is started when they are first asked for
  if (maps.platform !== platform) {
    throw new ValidationError(
      'MALFORMED',
      `the configuration is of ${platform}, the mapping of ${maps.platform}`,
    );
  }
  const settings = validate(schema, province, 'the settings of the province are not valid');
  return { settings, maps };
}
