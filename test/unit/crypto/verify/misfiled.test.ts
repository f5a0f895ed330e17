import { describe, expect, it } from 'vitest';
import { commit, type EvidencedEvent, formatActLeaf, writeBundle } from '#crypto/evidence';
import { messageKey, signingInput, signMessage } from '#crypto/jose';
import { base64, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, formatCheckpoint, rfc6962, signNote, TreeEdge } from '#crypto/tlog';
import { CaseVerifier, type Question, readTrust } from '#crypto/verify';
import { CASE_NO_RANDOM_BYTES, formatCaseNo } from '#domain/codes';

/** A hub that lies: it signs a true log over leaves that say what it likes. The platforms' signatures it cannot make. */

const HUB = 'hub';
const AT = Date.UTC(2026, 10, 22, 2);
const CASE = formatCaseNo(AT, new Uint8Array(CASE_NO_RANDOM_BYTES));
const OTHER_CASE = formatCaseNo(AT, new Uint8Array(CASE_NO_RANDOM_BYTES).fill(1));

const platforms = {
  guangdong: messageKey(generatePrivateKey('P256')),
  henan: messageKey(generatePrivateKey('ED25519')),
};
type Platform = keyof typeof platforms;

interface Act {
  readonly by: Platform;
  readonly type: string;
  readonly body: object;
  readonly to: readonly Platform[];
}

const submission: Act = {
  by: 'guangdong',
  type: 'SubmitCase',
  body: {
    caseRef: 'GD-1',
    itemCode: '002090012000',
    divisionCode: '410000',
    mode: 'FULLY_ONLINE',
    appliedAt: '2026-11-22T09:58:00+08:00',
    personal: {
      open: {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '测试', idType: '111', idNumber: '441803199001019018' },
      },
    },
  },
  to: ['henan'],
};

const withdrawal = (caseNo: string): Act => ({
  by: 'guangdong',
  type: 'CaseWithdrawn',
  body: { caseNo },
  to: [],
});

function idOf(n: number): string {
  return `019339f0-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

function verify(acts: readonly Act[]) {
  const log = ed25519Signer('log.example/1', generatePrivateKey('ED25519'));
  const edge = TreeEdge.empty();
  const events = acts.map(({ by, type, body, to }, i): Omit<EvidencedEvent, 'proof'> => {
    const messageId = idOf(i + 1);
    const salt = sha256(utf8(`salt ${i}`));
    const message = signMessage(
      {
        cty: `tongban.v1.${type}+json`,
        issuer: by,
        audience: HUB,
        messageId,
        issuedAt: AT,
        payload: utf8(JSON.stringify(body)),
      },
      platforms[by],
    );
    const leaf = formatActLeaf({
      actor: by,
      at: AT,
      case: commit('case', salt, utf8(CASE)),
      hub: HUB,
      id: idOf(1000 + i),
      item: '002090012000',
      kid: platforms[by].kid,
      message: commit('message', salt, signingInput(message)),
      to: [...to],
      type,
      v: 1,
    });
    edge.append(rfc6962.leaf(leaf));
    return { seq: i + 1, type, actor: by, messageId, receivedAt: AT, message, leaf, salt };
  });
  const view = edge.view();
  const text = formatCheckpoint({ origin: 'log.example/1', size: edge.size, root: view.root() });
  const checkpoint = signNote(text, [log]);
  const proven = events.map((event, index) => ({
    ...event,
    proof: { index, path: view.inclusionPath(index), checkpoint },
  }));
  const keys = (Object.keys(platforms) as Platform[]).map((platform) => ({
    platform,
    publicKey: base64(platforms[platform].key.publicKey.spki),
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2027-01-01T00:00:00Z',
  }));
  const trust = readTrust({
    policy: `log ${log.vkey}\nquorum none\n`,
    platforms: utf8(JSON.stringify({ keys })),
  });
  const { answers } = new CaseVerifier(trust).verify(
    writeBundle({ caseNo: CASE, hub: HUB, events: proven }, 'how to check'),
  );
  return (question: Question) => answers.find((answer) => answer.question === question)?.verdict;
}

describe('evidence of a hub that files acts where they do not belong', () => {
  it('is believed while every act names the case it stands in', () => {
    const verdictOf = verify([submission, withdrawal(CASE)]);
    for (const question of ['IN_LOG', 'LOG_SIGNATURE', 'SIGNATURES', 'COMMITMENTS', 'TRANSITIONS'] as const) {
      expect(verdictOf(question), question).toBe('PASS');
    }
  });

  it('is not believed with an act that was signed for another case', () => {
    const verdictOf = verify([submission, withdrawal(OTHER_CASE)]);
    expect(verdictOf('SIGNATURES')).toBe('PASS');
    expect(verdictOf('COMMITMENTS')).toBe('FAIL');
  });

  it('does not count an acknowledgement of another message than the one that was dispatched', () => {
    const acknowledgement = (messageId: string): Act => ({
      by: 'henan',
      type: 'DispatchAcknowledgement',
      body: { caseNo: CASE, eventSeq: 1, messageId, receivedAt: '2026-11-22T10:00:01+08:00' },
      to: [],
    });
    expect(verify([submission, acknowledgement(idOf(1))])('RECEIVED')).toBe('PASS');
    expect(verify([submission, acknowledgement(idOf(7))])('RECEIVED')).toBe('NOT_CHECKED');
  });
});
