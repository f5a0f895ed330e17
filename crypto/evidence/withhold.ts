import type { SignedParts } from '#crypto/jose';
import { utf8Text } from '#crypto/primitives';
import { HubError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';
import { readActMessage } from './act-message.js';
import type { EvidenceBundle, EvidencedEvent } from './bundle.js';
import { BundleError } from './case-files.js';
import { eachGroup, FIELD_GROUPS, type FieldGroup, groupSalt } from './commitment/index.js';
import { fieldContents, groupsOfType } from './field-groups.js';
import { isActLeaf, parseLeaf } from './leaf.js';
import { closed, type PartialOpening, type ShownGroup, withheldIn } from './opening.js';

/**
 * The same evidence without these groups of fields. In the place of a message that may have contents in one of them stands what
 * opens the others; what was withheld before stays so. @throws BundleError for a message that cannot be read.
 */
export function withhold(bundle: EvidenceBundle, without: ReadonlySet<FieldGroup>): EvidenceBundle {
  if (without.size === 0) return bundle;
  const events = bundle.events.map((event) => withholdIn(event, without));
  // Whoever guesses what was refused could see by its salt that he is right.
  const refusals = bundle.refusals.map((refusal) => ({ ...refusal, messageSalt: undefined }));
  return { ...bundle, events, refusals, uses: usesWithout({ ...bundle, events }, without) };
}

function withholdIn(event: EvidencedEvent, without: ReadonlySet<FieldGroup>): EvidencedEvent {
  const { message: parts, salt, partial } = event;
  if (partial !== undefined) return { ...event, partial: withholdMore(partial, without) };
  if (parts === undefined) return event;
  const message = readMessage(parts, event.seq);
  if (![...groupsOfType(message.type)].some((group) => without.has(group))) return event;
  const { leaf } = event;
  const withheld = { ...event, message: undefined, salt: undefined };
  return salt === undefined
    ? withheld
    : { ...withheld, partial: withholdMore(openAll(leaf, message, salt), without) };
}

function withholdMore(
  { caseSalt, groups }: PartialOpening,
  without: ReadonlySet<FieldGroup>,
): PartialOpening {
  if (groups === undefined) return { caseSalt, groups };
  const keep = (name: FieldGroup) => (without.has(name) ? closed(groups[name], name) : groups[name]);
  return { caseSalt, groups: eachGroup(keep) };
}

/** With every group shown. */
function openAll(bytes: Uint8Array, message: CaseMessage, salt: Uint8Array): PartialOpening {
  const leaf = parseLeaf(bytes);
  const caseSalt = groupSalt('case', salt);
  if (leaf === undefined || !isActLeaf(leaf) || leaf.groups === undefined)
    return { caseSalt, groups: undefined };
  const lines = utf8Text(fieldContents(message)).split('\n');
  const open = (name: FieldGroup): ShownGroup => ({
    salt: groupSalt(name, salt),
    content: lines[FIELD_GROUPS.indexOf(name)] ?? '',
  });
  return { caseSalt, groups: eachGroup(open) };
}

/**
 * Which certificate was used is as much a matter of the materials as the material that names it; that a use was for this case
 * cannot be told where no platform's number of the case is shown.
 */
function usesWithout(
  { events, uses }: EvidenceBundle,
  without: ReadonlySet<FieldGroup>,
): EvidenceBundle['uses'] {
  const isUnknown = ({ partial }: EvidencedEvent) =>
    partial !== undefined && withheldIn(partial).includes('routing');
  if (events.some(isUnknown)) return [];
  if (!without.has('materials')) return uses;
  return uses.map(({ presentation, ...use }) => ({
    ...use,
    certificate: undefined,
    presentation: presentation && { ...presentation, certificateSalt: undefined },
  }));
}

function readMessage(parts: SignedParts, seq: number): CaseMessage {
  try {
    const message = readActMessage(parts);
    if (message !== undefined) return message;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
  }
  throw new BundleError(`message ${seq} cannot be read`);
}
