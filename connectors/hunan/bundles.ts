import {
  type MappingTables,
  nationalWording,
  type OutgoingAct,
  PlatformAnswerError,
  type PlatformHttp,
} from '#connectors/kit';
import type { AcceptedOnce } from './accepted-once.js';
import { NOTHING, readAnswer } from './answers.js';
import type { HunanFiles } from './files.js';
import { type HunanMember, type HunanThing, ThingSchema } from './messages.js';
import { attachmentsOfPart, caseRefOf, type MemberPart, memberOf, partOf } from './parts.js';
import { type FiledMember, type MemberStage, type Progress, progressOf } from './progress.js';
import type { ThingDefinition, Things } from './things.js';
import { toSubmission } from './to-national.js';

export interface BundleParts {
  readonly http: PlatformHttp;
  readonly files: HunanFiles;
  readonly maps: MappingTables;
  readonly things: Things;
}

/**
 * Brings a thing (一件事) as far as it can go: submits the members that may be submitted, withdraws those that must be, tells the
 * platform how far it is.
 *
 * Nothing of this is remembered here. What to do follows from the thing as the platform shows it now, and every act has a name
 * of its own for ever, so a crash between two members leaves some in the journal and some not, and the same call again adds the
 * rest (proved by test/fault/hunan.long.test.ts).
 */
export class Bundles {
  readonly #parts: BundleParts;

  constructor(parts: BundleParts) {
    this.#parts = parts;
  }

  /** @throws the first error; the members that could be brought further have been. */
  async advance(thingNo: string, once: AcceptedOnce): Promise<void> {
    const thing = await this.#ask(thingNo);
    const definition = this.#definitionOf(thing);
    const filed = await Promise.all(thing.members.map((member) => this.#filed(member)));
    const progress = progressOf(definition, filed, thing.withdrawal !== undefined);
    const errors: unknown[] = [];
    for (const member of thing.members) {
      const stage = progress.members.get(member.itemCode);
      await this.#advanceMember({ thing, member, definition, stage, once }).catch((error: unknown) =>
        errors.push(error),
      );
    }
    await this.#tell(thing, progress);
    if (errors.length > 0) throw errors[0];
  }

  async #advanceMember({ thing, member, definition, stage, once }: Step): Promise<void> {
    if (stage === 'READY') await this.#submit(partOf(thing, member, definition), once);
    if (stage === 'HANDLING' && thing.withdrawal !== undefined)
      await once.accept(withdrawalOf(thing, member, thing.withdrawal));
  }

  /** @throws MappingGapError for a thing or member that nobody has defined. */
  #definitionOf(thing: HunanThing): ThingDefinition | undefined {
    const items = thing.members.map(({ itemCode }) => itemCode);
    if (new Set(items).size < items.length)
      throw new PlatformAnswerError('a thing in which a member stands twice');
    if (thing.thingCode !== undefined) {
      const definition = this.#parts.things.get(thing.thingCode);
      for (const item of items) memberOf(definition, item);
      return definition;
    }
    if (items.length > 1) throw new PlatformAnswerError('a plain item with several members');
    return undefined;
  }

  async #submit(part: MemberPart, once: AcceptedOnce): Promise<void> {
    if (once.has(part.caseRef)) return;
    const files = await this.#parts.files.fetchAll(attachmentsOfPart(part));
    await once.accept({
      ref: part.caseRef,
      occurredAt: part.applyTime, // whenever it is sent, it was applied for with the thing; and it never changes
      draft: await toSubmission(part, this.#parts.maps, files),
      files: [...files.values()],
    });
  }

  /** Which of its decisions grants, by the mapping of today: the trace does not say when they were taken. */
  async #filed({ itemCode, trace, results }: HunanMember): Promise<FiledMember> {
    const { maps } = this.#parts;
    const words = nationalWording(maps, { item: itemCode, date: maps.today });
    const events = [];
    for (const { eventType, decision = '' } of trace) {
      events.push({ eventType, isGranted: (await words.code('decisions', decision)) === 'GRANTED' });
    }
    return words.complete({ item: itemCode, events, hasResult: results.length > 0 });
  }

  async #ask(thingNo: string): Promise<HunanThing> {
    const path = `/hn/kstb/things?${new URLSearchParams({ thingNo })}`;
    return readAnswer(await this.#parts.http.text('GET', path), ThingSchema);
  }

  /** The platform keeps the progress of the highest revision, so a report that comes late does no harm. */
  async #tell({ thingNo, revision }: HunanThing, { stage, members }: Progress): Promise<void> {
    const body = {
      thingNo,
      revision,
      thingState: stage,
      members: [...members].map(([itemCode, memberState]) => ({ itemCode, memberState })),
    };
    const text = await this.#parts.http.text(
      'POST',
      '/hn/kstb/things/progress',
      JSON.stringify(body),
      'application/json',
    );
    readAnswer(text, NOTHING);
  }
}

interface Step {
  readonly thing: HunanThing;
  readonly member: HunanMember;
  readonly definition: ThingDefinition | undefined;
  readonly stage: MemberStage | undefined;
  readonly once: AcceptedOnce;
}

/** @throws PlatformAnswerError while the platform does not show the member's number at the hub. */
function withdrawalOf(
  thing: HunanThing,
  member: HunanMember,
  { withdrawTime, reason }: NonNullable<HunanThing['withdrawal']>,
): OutgoingAct {
  if (member.hubCaseNo === undefined) throw new PlatformAnswerError('a member without its number at the hub');
  return {
    ref: `${caseRefOf(thing, member)}/withdraw`,
    occurredAt: withdrawTime,
    draft: {
      type: 'CaseWithdrawn',
      body: { caseNo: member.hubCaseNo, ...(reason === undefined ? {} : { reason }) },
    },
    files: [],
  };
}
