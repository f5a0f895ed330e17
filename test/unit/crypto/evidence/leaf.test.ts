import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type ActLeaf,
  commit,
  formatActDraft,
  formatActLeaf,
  formatAuditorLeaf,
  formatCertificateLeaf,
  formatCrossRootLeaf,
  formatRefusalLeaf,
  isActLeaf,
  isRefusalLeaf,
  opens,
  parseLeaf,
  readActDraft,
} from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';

const salt = Buffer.alloc(32, 7);
const leaf: ActLeaf = {
  actor: 'guangdong',
  at: 1_795_312_680_000,
  case: commit('case', salt, utf8('TB1')),
  hub: 'tongban-dev',
  id: '019339f0-0000-7000-8000-000000000001',
  item: '002090012000',
  kid: 'k1',
  message: commit('message', salt, utf8('a.b')),
  to: ['henan'],
  type: 'SubmitCase',
  v: 1,
};

const groups = commit('message', salt, utf8('groups'));

describe('a commitment', () => {
  it('is what the README of a bundle tells the auditor to compute by hand', () => {
    const groupSalt = createHash('sha256').update('tongban/salt/v1\0message\0').update(salt).digest();
    for (const [name, digest] of Object.entries(leaf.message)) {
      const expected = createHash(name)
        .update('tongban/commit/v1\0message\0')
        .update(groupSalt)
        .update('a.b');
      expect(digest).toBe(expected.digest('base64url'));
    }
  });

  it('opens with its salt, group and content only, under both digests', () => {
    expect(opens(leaf.message, 'message', salt, utf8('a.b'))).toBe(true);
    expect(opens(leaf.message, 'case', salt, utf8('a.b'))).toBe(false);
    expect(opens(leaf.message, 'message', Buffer.alloc(32), utf8('a.b'))).toBe(false);
    expect(opens(leaf.message, 'message', salt, utf8('a.c'))).toBe(false);
    expect(opens({ ...leaf.message, sm3: leaf.case.sm3 }, 'message', salt, utf8('a.b'))).toBe(false);
    expect(opens({ ...leaf.message, sha256: leaf.case.sha256 }, 'message', salt, utf8('a.b'))).toBe(false);
  });
});

describe('a log leaf', () => {
  it('is canonical JSON (RFC 8785): members in order, no spaces, whatever the order they came in', () => {
    const text = Buffer.from(
      formatActLeaf(Object.fromEntries(Object.entries(leaf).reverse()) as ActLeaf),
    ).toString();
    expect(text).toBe(
      `{"actor":"guangdong","at":1795312680000,"case":${JSON.stringify(leaf.case)},"hub":"tongban-dev",` +
        '"id":"019339f0-0000-7000-8000-000000000001","item":"002090012000","kid":"k1",' +
        `"message":${JSON.stringify(leaf.message)},"to":["henan"],"type":"SubmitCase","v":1}`,
    );
    expect(parseLeaf(utf8(text))).toEqual(leaf);
  });

  it('gets its pair numbers with its place in the log, and is then read as any other', () => {
    const { v, ...act } = { ...leaf, groups, to: ['henan', 'hunan'] };
    const draft = formatActDraft(act);
    expect(parseLeaf(draft)).toBeUndefined();
    const { actor, to, numbered } = readActDraft(draft) ?? expect.fail('not a draft');
    expect({ actor, to }).toEqual({ actor: 'guangdong', to: ['henan', 'hunan'] });
    const whole: ActLeaf = { ...act, pairSeq: [7, 1], v: 3 };
    expect(Buffer.from(numbered([7, 1])).toString()).toBe(Buffer.from(formatActLeaf(whole)).toString());
    expect(parseLeaf(numbered([7, 1]))).toEqual(whole);
    for (const finished of [numbered([7, 1]), formatActLeaf(leaf)])
      expect(readActDraft(finished)).toBeUndefined();
  });

  it('of an act that goes to nobody is whole with no numbers', () => {
    const { v, ...act } = { ...leaf, groups, to: [] };
    const bytes = readActDraft(formatActDraft(act))?.numbered([]) ?? expect.fail('not a draft');
    expect(parseLeaf(bytes)).toEqual({ ...act, pairSeq: [], v: 3 });
    expect(readActDraft(bytes)).toBeUndefined();
  });

  it('that waited as a draft of version 2 when the hub was brought up to date is completed as one', () => {
    const { v, ...act } = leaf;
    const whole: ActLeaf = { ...act, pairSeq: [4], v: 2 };
    const draft = Buffer.from(formatActLeaf(whole)).toString().replace('"pairSeq":[4],', '');
    const bytes = readActDraft(utf8(draft))?.numbered([4]) ?? expect.fail('not a draft');
    expect(Buffer.from(bytes).toString()).toBe(Buffer.from(formatActLeaf(whole)).toString());
    expect(parseLeaf(bytes)).toEqual(whole);
  });

  it('of a refusal is told from one of an act', () => {
    const { actor, at, hub, id, message } = leaf;
    const refusal = { actor, at, code: 'NOT_ALLOWED', hub, id, message, type: 'Refusal', v: 1 } as const;
    const read = parseLeaf(formatRefusalLeaf(refusal)) ?? expect.fail('not a leaf');
    expect(read).toEqual(refusal);
    expect(isRefusalLeaf(read)).toBe(true);
    expect(isRefusalLeaf(leaf)).toBe(false);
    expect(parseLeaf(formatActLeaf({ ...leaf, type: 'Refusal' }))).toBeUndefined();
  });

  it.each([
    ['a version nobody knows', { v: 4, pairSeq: [1], groups }],
    ['groups that version 2 had not', { v: 2, pairSeq: [1], groups }],
    ['no groups', { v: 3, pairSeq: [1] }],
    ['numbers that version 1 had not', { pairSeq: [1] }],
    ['no numbers', { v: 2 }],
    ['fewer numbers than recipients', { v: 2, pairSeq: [1], to: ['henan', 'hunan'] }],
    ['a number below 1', { v: 2, pairSeq: [0] }],
    ['a member nobody knows', { name: '张三' }],
    ['a commitment cut short', { message: { sha256: 'AA', sm3: 'AA' } }],
    ['an item code that is not national', { item: '11410000MBY900027Q2002090012000' }],
    ['a platform that cannot be', { to: ['河南'] }],
  ])('is none with %s', (_, change) => {
    expect(parseLeaf(utf8(JSON.stringify({ ...leaf, ...change })))).toBeUndefined();
  });
});

describe('leaves about electronic certificates', () => {
  const commitment = { sha256: 'a'.repeat(43), sm3: 'b'.repeat(43) };
  const common = {
    actor: 'henan',
    at: 1,
    hub: 'tongban-dev',
    id: '01a200fb-510c-7000-8000-0000000000b2',
    message: commitment,
    v: 1,
  } as const;
  const type = '11100000MB0143028R001';
  const kid = 'kid';
  const LEAVES: Parameters<typeof formatCertificateLeaf>[0][] = [
    { ...common, kid, certificate: commitment, certificateType: type, type: 'CertificateIssued' },
    { ...common, kid, consent: common.id, type: 'ConsentRevoked' },
    {
      ...common,
      kid,
      certificateType: type,
      code: 'CONSENT_MISSING',
      operation: 'FIND',
      to: [],
      type: 'UseCertificate',
    },
    { ...common, outcome: 'RELEASED', type: 'CertificateOutcome', use: common.id },
    {
      actor: 'henan',
      at: 1,
      expires: 3,
      hub: 'tongban-dev',
      id: common.id,
      issued: 2,
      kid,
      list: 'list-1',
      token: commitment,
      type: 'StatusListPublished',
      v: 1,
    },
  ];

  const AUDITORS: Parameters<typeof formatAuditorLeaf>[0][] = [
    {
      ...{ at: 1, auditor: 'audit-office.gd', expires: 2, hub: 'tongban-dev', id: common.id },
      ...{ scope: 'log:read', type: 'AuditorAdmitted', v: 1 },
    },
    {
      ...{ at: 1, auditor: 'audit-office.gd', begins: 2, expires: 3, hub: 'tongban-dev', id: common.id },
      ...{ scope: 'checkpoint:read', type: 'AuditorAdmitted', v: 3 },
    },
    {
      ...{ at: 1, auditor: 'audit-office.gd', grant: common.id, hub: 'tongban-dev', id: common.id },
      ...{ type: 'AuditorRevoked', v: 1 },
    },
    {
      ...{ at: 1, auditor: 'audit-office.gd', expires: 2, hub: 'tongban-dev', id: common.id },
      evidence: {
        cases: commitment,
        divisions: ['410000'],
        from: 1,
        items: ['002090012000'],
        to: 2,
        without: ['form'],
      },
      ...{ scope: 'log:read', type: 'AuditorAdmitted', v: 2 },
    },
    {
      ...{
        at: 1,
        auditor: 'audit-office.gd',
        case: commitment,
        grant: common.id,
        hub: 'tongban-dev',
        id: common.id,
      },
      ...{ type: 'EvidenceRequested', v: 1, without: [] },
    },
    {
      ...{ at: 1, auditor: 'audit-office.gd', case: commitment, code: 'NOT_ALLOWED', grant: common.id },
      ...{ hub: 'tongban-dev', id: common.id, type: 'EvidenceRequested', v: 1 },
    },
  ];

  it.each(AUDITORS)('$type, who may read the log, is read as it was written, and names no person', (leaf) => {
    const bytes = formatAuditorLeaf(leaf);
    expect(parseLeaf(bytes)).toEqual(leaf);
    const names = Object.keys(JSON.parse(Buffer.from(bytes).toString()) as object);
    expect(names).toEqual([...names].sort());
    expect(parseLeaf(utf8(JSON.stringify({ ...leaf, auditor: '张三' })))).toBeUndefined();
    expect(parseLeaf(utf8(JSON.stringify({ ...leaf, contact: 'x' })))).toBeUndefined();
  });

  it.each(LEAVES)('$type is read as it was written, with its members in order', (leaf) => {
    const bytes = formatCertificateLeaf(leaf);
    const read = parseLeaf(bytes) ?? expect.fail('not a leaf');
    expect(read).toEqual(leaf);
    expect(isActLeaf(read)).toBe(false);
    const names = Object.keys(JSON.parse(Buffer.from(bytes).toString()) as object);
    expect(names).toEqual([...names].sort());
  });

  it.each(LEAVES)('$type has no room for anything else', (leaf) => {
    expect(parseLeaf(utf8(JSON.stringify({ ...leaf, holder: '110101199003070029' })))).toBeUndefined();
  });
});

describe('a leaf with the roots of both trees', () => {
  const roots = { sha256: new Uint8Array(32).fill(1), sm3: new Uint8Array(32).fill(2) };
  const about = { at: 5, hub: 'tongban-dev', id: '01890a5d-ac96-774b-bcce-b302099a8057', size: 7 };
  const bytes = formatCrossRootLeaf(about, roots);

  it('is read as it was written, with its members in order', () => {
    const written = JSON.parse(Buffer.from(bytes).toString()) as object;
    expect(parseLeaf(bytes)).toEqual(written);
    expect(written).toMatchObject({ ...about, type: 'CrossRoot' });
    expect(Object.keys(written)).toEqual([...Object.keys(written)].sort());
  });

  it.each([
    ['of nothing', { size: 0 }],
    ['with one root', { roots: { sha256: 'A'.repeat(43) } }],
    ['with a root that is none', { roots: { sha256: 'A'.repeat(43), sm3: 'A'.repeat(42) } }],
    ['with more to say', { actor: 'henan' }],
  ])('is none %s', (_, change) => {
    const altered = { ...(JSON.parse(Buffer.from(bytes).toString()) as object), ...change };
    expect(parseLeaf(utf8(JSON.stringify(altered)))).toBeUndefined();
  });
});
