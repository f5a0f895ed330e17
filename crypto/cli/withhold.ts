import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import {
  BundleError,
  bundleReadme,
  FIELD_GROUPS,
  type FieldGroup,
  manifestFaults,
  readBundle,
  withhold,
  writeBundle,
  writeZip,
} from '#crypto/evidence';
import { readBundleAt } from './input.js';

export interface WithholdOptions {
  readonly to: string;
  readonly without?: readonly FieldGroup[];
  readonly only?: readonly FieldGroup[];
}

/** Names of groups of fields, with commas between them. */
export function readGroups(text: string): FieldGroup[] {
  const names = text.split(',');
  const groups = FIELD_GROUPS.filter((group) => names.includes(group));
  if (groups.length === names.length) return groups;
  throw new InvalidArgumentError(FIELD_GROUPS.join(','));
}

/**
 * Writes the same evidence with less in it. What is not whole is not passed on: with a manifest made anew nobody could tell any
 * more. @throws BundleError; of an existing file, as writing does.
 */
export async function withholdFile(file: string, { to, without, only }: WithholdOptions): Promise<void> {
  const files = await readBundleAt(file);
  const bundle = readBundle(files);
  const [fault] = manifestFaults(files);
  if (fault !== undefined) throw new BundleError(`${fault} is not as in the manifest`);
  const hidden = without ?? FIELD_GROUPS.filter((group) => !(only ?? FIELD_GROUPS).includes(group));
  const rest = writeBundle(withhold(bundle, new Set(hidden)), bundleReadme(bundle.caseNo));
  await writeFile(to, writeZip(rest), { flag: 'wx' });
}
