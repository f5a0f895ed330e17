import { blobRefOf } from '#connectors/kit';
import { AT, newReference, submission } from '../kit/messages.js';
import type { BadMessage, World } from './bad-messages.js';

/** Messages that are well formed and rightly signed, and still must not become events. */

const UNKNOWN_CASE = `TB${'0'.repeat(30)}`;

function opening(
  name: string,
  changes: object,
  code: BadMessage['code'],
  more: Partial<BadMessage> = {},
): BadMessage {
  return {
    name,
    code,
    message: ({ guangdong }) => guangdong.sign('SubmitCase', { ...submission(), ...changes }),
    ...more,
  };
}

/** @param by who sends it; the case is Guangdong's to submit and Henan's to decide. */
function act(
  name: string,
  by: 'guangdong' | 'henan',
  type: string,
  body: (world: World) => object,
  code: BadMessage['code'],
): BadMessage {
  return { name, code, by: (world) => world[by], message: (world) => world[by].sign(type, body(world)) };
}

const member = (name: string, ...dependsOn: readonly string[]) => ({
  member: name,
  itemCode: '002090012000',
  divisionCode: '410000',
  dependsOn,
});

const accepted = ({ caseNo }: World) => ({ caseNo, competentCaseRef: newReference(), acceptedAt: AT });

export const BAD_ACTS: readonly BadMessage[] = [
  opening('an item that nobody decides', { itemCode: '999999999999' }, 'ITEM_NOT_MAPPED', { opensGap: true }),
  opening('a place where nobody decides the item', { divisionCode: '530000' }, 'ITEM_NOT_MAPPED', {
    opensGap: true,
  }),
  opening('an item without a place', { divisionCode: undefined }, 'MALFORMED', { violations: ['/itemCode'] }),
  opening(
    'a mode that the item does not offer',
    { itemCode: '002090009000', divisionCode: '410100', mode: 'REMOTE_INTAKE' },
    'MODE_NOT_OFFERED',
  ),
  opening('joint handling of an item that is not handled jointly', { mode: 'JOINT' }, 'MODE_NOT_OFFERED'),
  opening(
    'a part of a case that is not there',
    { mode: 'JOINT', leadCaseNo: 'TB20261122100000000ABCDEFGHJKMN0' },
    'NOT_FOUND',
  ),
  opening(
    'a part that is not handled jointly',
    { leadCaseNo: 'TB20261122100000000ABCDEFGHJKMN0' },
    'MALFORMED',
    { violations: ['/leadCaseNo'] },
  ),
  opening(
    'a life event whose members wait in a circle',
    { members: [member('a', 'b'), member('b', 'a')] },
    'LIFE_EVENT_UNSOUND',
    { violations: ['/members/0/dependsOn', '/members/1/dependsOn'] },
  ),
  opening(
    'a life event with a member that waits for nobody, and one that is doubled',
    { members: [member('a', 'x'), member('a')] },
    'LIFE_EVENT_UNSOUND',
    { violations: ['/members/1/member', '/members/0/dependsOn/0'] },
  ),
  opening(
    'a life event with a member that nobody decides',
    { members: [{ ...member('a'), itemCode: '999999999999' }] },
    'ITEM_NOT_MAPPED',
    { opensGap: true },
  ),
  opening(
    'a life event that is a member itself',
    {
      members: [member('a')],
      lifeEvent: { lifeEventNo: 'TB20261122100000000ABCDEFGHJKMN0', member: 'a' },
    },
    'MALFORMED',
    { violations: ['/members'] },
  ),
  opening(
    'a member of a life event that is not there',
    { lifeEvent: { lifeEventNo: 'TB20261122100000000ABCDEFGHJKMN0', member: 'a' } },
    'NOT_FOUND',
  ),
  opening(
    'a file that was never uploaded',
    {
      materials: [
        {
          name: '扫描件',
          source: 'UPLOADED',
          blob: blobRefOf(Buffer.from('nobody has this'), 'text/plain', 'a.txt'),
        },
      ],
    },
    'BLOB_MISSING',
    { violations: ['/blob/0'] },
  ),
  act(
    'a case that does not exist',
    'henan',
    'CaseAccepted',
    (world) => ({ ...accepted(world), caseNo: UNKNOWN_CASE }),
    'NOT_FOUND',
  ),
  act(
    'a step before another platform has taken its own',
    'guangdong',
    'DeliveryFailed',
    ({ caseNo }) => ({ caseNo, reasonCode: 'NOBODY_IN', failedAt: AT }),
    'ILLEGAL_TRANSITION',
  ),
  act(
    'a step that was taken already',
    'guangdong',
    'IntakeRecorded',
    ({ caseNo }) => ({ caseNo, identityChecked: true, recordedAt: AT }),
    'ILLEGAL_TRANSITION',
  ),
  act('an acceptance by the window', 'guangdong', 'CaseAccepted', accepted, 'WRONG_PLATFORM'),
  act(
    'a withdrawal by the deciding authority',
    'henan',
    'CaseWithdrawn',
    ({ caseNo }) => ({ caseNo }),
    'WRONG_PLATFORM',
  ),
  act(
    'an acknowledgement beside the inbox',
    'henan',
    'DispatchAcknowledgement',
    ({ caseNo }) => ({
      caseNo,
      eventSeq: 1,
      messageId: '019f1d6a-9f0f-7a6c-8f3e-2d1c0b9a8f7e',
      receivedAt: AT,
    }),
    'MALFORMED',
  ),
];
