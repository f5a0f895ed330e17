import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
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

/** Which groups of fields are left out, said either way. */
export interface GroupOptions {
  readonly without?: readonly FieldGroup[];
  readonly only?: readonly FieldGroup[];
}

export interface WithholdOptions extends GroupOptions {
  readonly to: string;
}

/** `--without` and `--only`, the same for whoever leaves something out. */
export function withGroupOptions(command: Command): Command {
  const names = FIELD_GROUPS.join(',');
  return command
    .addOption(
      new Option('--without <groups>', `隐去哪些内容 · what to withhold: ${names}`)
        .argParser(readGroups)
        .conflicts('only'),
    )
    .addOption(new Option('--only <groups>', '只公开哪些内容 · what to show').argParser(readGroups));
}

/** In their order; with neither option none. */
export function groupsWithheld({ without = [], only }: GroupOptions): FieldGroup[] {
  return FIELD_GROUPS.filter((group) =>
    only === undefined ? without.includes(group) : !only.includes(group),
  );
}

/** Names of groups of fields, with commas between them. */
function readGroups(text: string): FieldGroup[] {
  const names = text.split(',');
  const groups = FIELD_GROUPS.filter((group) => names.includes(group));
  if (groups.length === names.length) return groups;
  throw new InvalidArgumentError(FIELD_GROUPS.join(','));
}

/**
 * Writes the same evidence with less in it. What is not whole is not passed on: with a manifest made anew nobody could tell any
 * more. @throws BundleError; of an existing file, as writing does.
 */
export async function withholdFile(file: string, { to, ...groups }: WithholdOptions): Promise<void> {
  const files = await readBundleAt(file);
  const bundle = readBundle(files);
  const [fault] = manifestFaults(files);
  if (fault !== undefined) throw new BundleError(`${fault} is not as in the manifest`);
  const rest = writeBundle(withhold(bundle, new Set(groupsWithheld(groups))), bundleReadme(bundle.caseNo));
  await writeFile(to, writeZip(rest), { flag: 'wx' });
}
