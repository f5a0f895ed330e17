import { describe, expect, it } from 'vitest';
import { blobRefOf, isFormedType } from '#connectors/kit';
import { utf8 } from '#crypto/primitives';
import { CONFORMANCE_ACTS, type DeskAct, differences, inDeskWords, toMessage, toSubmission } from '#hub/cli';
import { CASE_MESSAGES, type CaseMessage, type MessageType, validate } from '#proto/schema';

const CASE_NO = 'TB20261122131835217MZ0BGRFC2RVE8';
const blobOf = (name: string) => blobRefOf(utf8(name), 'application/pdf', `${name}.pdf`);
const RECORDING = { at: '2026-11-22T10:00:00+08:00', divisionCode: '440000', blobOf };
/** A file is the same if it holds the bytes that stand for it here. */
const isSameFile = async (name: string, sha256: string) => blobOf(name).sha256 === sha256;

function messageOf(act: DeskAct): CaseMessage {
  const { type, body } =
    act.kind === 'file'
      ? { type: 'SubmitCase' as MessageType, body: toSubmission(act, 'R-1', '002090012000', RECORDING) }
      : toMessage(act, CASE_NO, RECORDING);
  return { type, body: validate(CASE_MESSAGES[type], body, type) } as CaseMessage; // validated as what it is
}

describe('the words of a desk', () => {
  it('cover every act there is', () => {
    const kinds = new Set(CONFORMANCE_ACTS.map(({ kind }) => kind));
    const formed = Object.keys(CASE_MESSAGES).filter(isFormedType);
    const atDesk = formed.filter((type) => type !== 'DispatchAcknowledgement');
    expect(kinds.size).toBe(atDesk.length + 1); // one for all that have no form of their own
  });

  it.each(CONFORMANCE_ACTS.map((act) => [act.kind, act] as const))(
    'make a message that the hub takes, and that says the same: %s',
    async (_, act) => {
      expect(await differences(act, inDeskWords(messageOf(act)), isSameFile)).toEqual([]);
    },
  );

  it('tell where two acts differ, and never what they say', async () => {
    const filed = CONFORMANCE_ACTS.find((act) => act.kind === 'file');
    if (filed?.kind !== 'file') throw new Error('no submission among the samples');
    const shown = {
      ...inDeskWords(messageOf(filed)),
      applicant: { ...filed.applicant, name: '测试??' },
      form: filed.form.slice(1),
      materials: filed.materials.map((each) => ({
        ...each,
        ...(each.fileId === undefined ? {} : { fileId: 'x' }),
      })),
    } as DeskAct; // a submission still
    const found = await differences(filed, shown, isSameFile);
    expect(found).toEqual(
      expect.arrayContaining(['applicant.name', 'form.length', 'form.0.name', 'materials.1.fileId']),
    );
    expect(found.join()).not.toContain('测试');
  });
});
