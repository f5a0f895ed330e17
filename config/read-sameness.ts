import { join } from 'node:path';
import { z } from 'zod';
import { ELEMENT_SOURCES, type ElementSource, elementFaults, type SamenessElement } from '#domain/sameness';
import { ConfigError } from './load.js';
import { packageRoot } from './paths.js';
import { readRuleFile } from './rule-file.js';

const sources = Object.keys(ELEMENT_SOURCES) as ElementSource[]; // the keys of a constant are what they are

const ElementFileSchema = z.strictObject({
  note: z.string().min(1),
  elements: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z-]*$/, 'an id has lower-case letters and hyphens'),
      nameZh: z.string().min(1),
      nameEn: z.string().min(1),
      read: z.enum(sources),
      fields: z.array(z.string()).optional(),
      compare: z.enum(['EXACT', 'SET', 'ORDERED', 'LIMIT']),
      mayBeBetter: z.boolean().default(false),
      enabled: z.boolean(),
      source: z.string().min(1),
    }),
  ),
});

/**
 * The enabled elements of a file, config/sameness/elements.json when absent, in its order.
 * @throws ConfigError naming every fault, of disabled elements too.
 */
export function readSamenessElements(
  path = join(packageRoot, 'config', 'sameness', 'elements.json'),
): readonly SamenessElement[] {
  const { elements } = readRuleFile(path, ElementFileSchema);
  const faults = elementFaults(elements);
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `${path}: ${fault}`));
  return elements.filter(({ enabled }) => enabled);
}
