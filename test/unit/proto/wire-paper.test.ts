import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import {
  commit,
  commitsToFields,
  FIELD_GROUPS,
  isActLeaf,
  opens,
  opensGroup,
  opensGroups,
  parseLeaf,
  readActMessage,
  shownMembers,
  withheldIn,
} from '#crypto/evidence';
import { commitmentDigests, groupSalt, placeInCase } from '#crypto/evidence/commitment';
import { fromFlattened, keyIdOf, MAX_PAYLOAD_BYTES, MAX_PROTECTED_BYTES, readHeader } from '#crypto/jose';
import { signingInput, verifyParts } from '#crypto/jose/parts';
import { base64, fromBase64, fromHex, hex, importPublicKey, sha256, utf8 } from '#crypto/primitives';
import { ed25519Verifier, openCheckpoint, parseTlogProof, rfc6962, verifyInclusion } from '#crypto/tlog';
import { Divisions } from '#domain/division';
import { Catalogue, type ImplementationEntry } from '#domain/item';
import { Router } from '#domain/routing';
import { GRPC_STATUS } from '#hub/grpc';
import { HTTP_STATUS, openApiDocument } from '#hub/rest';
import { toRouteStep } from '#hub/wire';
import { tongban } from '#proto/codec';
import { ERRORS, type ErrorCode } from '#proto/errors';
import {
  CASE_MESSAGES,
  CERTIFICATE_MESSAGES,
  MAPPING_PROPOSAL,
  MappingGapSchema,
  MappingProposalSchema,
  parseContentType,
  readPayload,
} from '#proto/schema';
import { areOfGroup } from '../../../crypto/evidence/field-groups.js';
import { readOpening } from '../../../crypto/evidence/opening.js';
import { expectGenerated, fencesOf, readPaper, table } from '../../kit/papers.js';
import { inventedUscc } from '../../kit/uscc.js';

const paper = readPaper('proto/WIRE.md');

function example(name: string): string {
  const fence = fencesOf(paper).find(({ info }) => info.endsWith(` example=${name}`));
  return fence?.body ?? expect.fail(`no example ${name}`);
}

const bytes = (text: string, read: (text: string) => Uint8Array | undefined) =>
  read(text) ?? expect.fail(`cannot be read: ${text}`);

describe('the worked example of the wire paper', () => {
  const key = importPublicKey(bytes(example('public-key'), fromBase64));
  const parts = fromFlattened(JSON.parse(example('message')));
  const header = readHeader(parts.protected);
  const salt = bytes(example('salt'), fromHex);
  const leafBytes = utf8(example('leaf'));

  it('is one message in all its spellings', () => {
    expect(keyIdOf(key)).toBe(example('kid'));
    expect(Buffer.from(parts.protected).toString()).toBe(example('protected'));
    expect(Buffer.from(parts.payload).toString()).toBe(example('payload'));
    expect(hex(sha256(signingInput(parts)))).toBe(example('digest'));
  });

  it('is signed by its key, and a message that the hub reads', () => {
    expect(header).toMatchObject({ kid: example('kid'), iss: 'henan' });
    expect(verifyParts(parts, header.alg, key)).toBe(true);
    const content = parseContentType(header.cty) ?? expect.fail('unknown type');
    const read = readPayload(content, parts.payload);
    expect(read.type).toBe('CaseWithdrawn');
    const proto = bytes(example('payload-proto'), fromHex);
    expect(readPayload({ type: 'CaseWithdrawn', encoding: 'proto' }, proto)).toEqual(read);
    expect(hex(tongban.v1.CaseWithdrawn.encode(JSON.parse(example('payload'))).finish())).toBe(hex(proto));
  });

  it('has a leaf that commits to the message and to its place in the case', () => {
    expect(hex(groupSalt('message', salt))).toBe(example('group-salt'));
    expect(hex(commitmentDigests('message', salt, signingInput(parts)).sha256)).toBe(example('commitment'));
    const leaf = parseLeaf(leafBytes);
    if (leaf === undefined || !isActLeaf(leaf)) expect.fail('not the leaf of an act');
    expect(opens(leaf.message, 'message', salt, signingInput(parts))).toBe(true);
    const { caseNo } = JSON.parse(example('payload'));
    expect(leaf.case).toEqual(commit('case', salt, placeInCase(caseNo, 2)));
    expect(leaf).toMatchObject({
      actor: header.iss,
      kid: header.kid,
      hub: header.aud,
      type: 'CaseWithdrawn',
    });
  });

  it('has contents that a leaf commits to in groups, and that can be shown one by one', () => {
    const message = readActMessage(parts) ?? expect.fail('no act');
    const groups = JSON.parse(example('groups'));
    expect(commitsToFields({ groups }, message, salt)).toBe(true);
    const opening = readOpening(JSON.parse(example('opening')));
    if (opening === undefined || opening instanceof Uint8Array) expect.fail('not a partial opening');
    const shown = opening.groups ?? expect.fail('nothing is shown');
    expect(opensGroups(groups, shown)).toBe(true);
    expect(shownMembers(shown)).toEqual({ caseNo: JSON.parse(example('payload')).caseNo });
    expect(withheldIn(opening)).toEqual(FIELD_GROUPS.filter((name) => name !== 'routing'));
    const { caseNo } = JSON.parse(example('payload'));
    const { case: place } = JSON.parse(example('leaf'));
    expect(opensGroup(place, 'case', opening.caseSalt, placeInCase(caseNo, 2))).toBe(true);
  });

  it('stands in a log that its key has signed', () => {
    const leafHash = rfc6962.leaf(leafBytes);
    expect(hex(leafHash)).toBe(example('leaf-hash'));
    const { index, path, checkpoint } = parseTlogProof(`${example('proof')}\n`) ?? expect.fail('no proof');
    const opened = openCheckpoint(checkpoint, ed25519Verifier(example('vkey')) ?? expect.fail('no vkey'));
    if (typeof opened === 'string') expect.fail(opened);
    expect(verifyInclusion({ index, path, leafHash, size: opened.size, root: opened.root })).toBe(true);
  });

  it('has a sibling that is signed with SM2', () => {
    const sm2 = importPublicKey(bytes(example('sm2-public-key'), fromBase64));
    const signed = fromFlattened(JSON.parse(example('sm2-message')));
    const { alg, kid } = readHeader(signed.protected);
    expect([alg, kid]).toEqual(['SGD_SM3_SM2', keyIdOf(sm2)]);
    expect(verifyParts(signed, alg, sm2)).toBe(true);
    expect(base64(signed.payload)).toBe(base64(parts.payload));
  });
});

describe('the wire paper on items and mappings', () => {
  it('shows the path of a route as the rules give it', () => {
    const [county, city, province] = ['441803', '441800', '440000'] as const;
    const names = { [province]: '广东省', [city]: '清远市', [county]: '清新区' };
    const levels = { [province]: 'PROVINCE', [city]: 'CITY', [county]: 'COUNTY' } as const;
    const known = { validFrom: undefined, validTo: undefined, source: 'test' };
    const divisions = new Divisions(
      [province, city, county].map((code) => ({ code, name: names[code], level: levels[code], ...known })),
      [{ from: '441827', to: county, on: '2012-12-09', kind: 'RENAMED', source: 'test' }],
    );
    const [basicCode, competentOrg] = ['002091010000', inventedUscc('11441800', 2)];
    const entry: ImplementationEntry = {
      implementationCode: `${competentOrg}3${basicCode}`,
      ...{ basicCode, name: '居民身份证换领', competentOrg, competentOrgName: '清远市公安局' },
      ...{ platform: 'guangdong', divisionCode: city, modes: ['REMOTE_INTAKE'] },
      ...{ validFrom: '2010-01-01', validTo: undefined, source: 'test' },
    };
    const open = { competentOrg: undefined, validFrom: '2020-01-01', validTo: undefined };
    const connections = [{ divisionCode: province, peerId: 'guangdong', ...open }];
    const router = new Router({
      entries: new Catalogue([entry]),
      divisions,
      connections,
      successions: [],
    });
    const route = router.route({ itemCode: basicCode, divisionCode: '441827', date: '2026-11-22' });
    const path = route.kind === 'routed' ? route.path.map(toRouteStep) : [];
    const shown: tongban.v1.RouteStep.$Properties[] = JSON.parse(example('route'), (key, value) =>
      key === 'rule' ? Reflect.get(tongban.v1.RouteRule, value) : value,
    );
    expect(path).toEqual(shown);
  });

  it('names every rule that there is', () => {
    const rules = Object.keys(tongban.v1.RouteRule).filter((name) => /^[A-Z]+_[A-Z]+$/.test(name));
    const listed = [...paper.text.matchAll(/^\| `([A-Z]+_[A-Z]+)` \| (?:division|authority|–) \|/gm)];
    expect(listed.map(([, name]) => name)).toEqual(rules);
  });

  it('shows a proposal and a gap that the hub takes', () => {
    const proposal = MappingProposalSchema.parse(JSON.parse(example('proposal')));
    expect(proposal.document.fileName).toBe(`${proposal.platform}-${proposal.version}.json`);
    expect(MappingGapSchema.parse(JSON.parse(example('gap'))).kind).toBe('AMBIGUOUS');
    expect(paper.text).toContain(`\`${MAPPING_PROPOSAL}\``);
  });
});

describe('the wire paper', () => {
  it('lists every message', () => {
    const listed = [...paper.text.matchAll(/^\| `([A-Z]\w+)` \| \p{Script=Han}+ \|/gmu)].map(
      ([, name]) => name,
    );
    expect(listed).toEqual(Object.keys({ ...CASE_MESSAGES, ...CERTIFICATE_MESSAGES }));
  });

  it('says of which group every member of every message is', () => {
    const rows = [
      ...paper.text.matchAll(/^\| `([a-z]+)` \| (?:of `personal\.open`: )?((?:`\w+`(?:, )?)+) \|$/gm),
    ];
    const listed = rows.map(([, group = '', members = '']) => [
      group,
      members.replaceAll('`', '').split(', '),
    ]);
    expect(listed.map(([group]) => group)).toEqual([...FIELD_GROUPS]);
    for (const group of FIELD_GROUPS) {
      const members = new Map(listed as [string, string[]][]).get(group) ?? [];
      expect(members, group).toEqual([...members].sort());
      expect(areOfGroup(members, group), group).toBe(true);
    }
    const all = listed.flatMap(([, members]) => members);
    const shapes = Object.values(CASE_MESSAGES).flatMap((schema) => Object.keys(schema.unwrap().shape));
    const personal = ['agent', 'applicant', 'applicantKind', 'form'];
    const members = new Set([...shapes.filter((member) => member !== 'personal'), ...personal]);
    expect([...all].sort()).toEqual([...members].sort());
  });

  it('states the limits of a message', () => {
    expect(paper.text).toContain(`at most ${MAX_PROTECTED_BYTES.toLocaleString('en')} bytes`);
    expect(paper.text).toContain(`at most ${MAX_PAYLOAD_BYTES.toLocaleString('en')} bytes`);
  });

  it('lists every error with what both transports make of it', () => {
    const codes = Object.keys(ERRORS) as ErrorCode[]; // the keys of a constant
    const rows = codes.map((code) => {
      const { number, family, retry, zh, en } = ERRORS[code];
      return [`\`${code}\``, number, HTTP_STATUS[family], status[GRPC_STATUS[family]] ?? '', retry, zh, en];
    });
    const titles = ['code', 'number', 'HTTP', 'gRPC', 'retry', '中文', 'meaning'];
    expectGenerated(paper.path, 'errors', table(titles, rows));
  });

  it('lists every path of the REST interface', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, Record<string, string>>> };
    const rows = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId = '', summary = '' }]) => [
        `\`${method.toUpperCase()} ${path}\``,
        `\`${operationId}\``,
        summary,
      ]),
    );
    expectGenerated(paper.path, 'routes', table(['REST', 'operation', 'what'], rows));
  });
});
