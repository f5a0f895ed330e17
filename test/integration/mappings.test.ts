import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import type { MessageToSign } from '#crypto/jose';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { MAPPING_GAP, mappingDocument, proposalOf } from '../kit/mappings.js';
import { newReference } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces } from '../kit/provinces.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

async function uploaded(peer: TestPeer, document: object | string) {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  const blob = blobRefOf(bytes, 'application/json', 'mapping.json');
  await peer.grpc.upload(blob, bytes);
  return blob;
}

/** Signs a proposal of the peer's, whose document is in place. */
async function proposal(
  peer: TestPeer,
  version: string,
  over: { document?: object | string; body?: object; header?: Partial<MessageToSign> } = {},
) {
  const blob = await uploaded(peer, over.document ?? mappingDocument(peer.id, version));
  return peer.sign('MappingProposal', { ...proposalOf(blob, peer.id, version), ...over.body }, over.header);
}

async function tongban(...args: string[]): Promise<string> {
  const { stdout, code, stderr } = await run(TONGBAN, args, {
    environment: { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir },
  });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

describe('a mapping', () => {
  it('is proposed, reviewed and listed with what became of it', async () => {
    const [first, second] = [newReference('V1-'), newReference('V2-')];
    for (const version of [first, second]) {
      const message = await proposal(guangdong, version);
      expect(await guangdong.grpc.proposeMapping(message)).toMatchObject({ version, status: 1 });
    }
    await Promise.all([
      tongban('mappings', 'approve', 'guangdong', first, '--note', '核对无误', '--reviewer', '操作员甲'),
      tongban('mappings', 'reject', 'guangdong', second, '--note', '缺少依据'),
    ]);
    const listed = await guangdong.grpc.mappings();
    expect(listed.find(({ version }) => version === first)).toMatchObject({
      status: 2,
      reviewNote: '核对无误',
    });
    expect(listed.find(({ version }) => version === second)).toMatchObject({
      status: 3,
      reviewNote: '缺少依据',
    });
    const [list, document] = await Promise.all([
      tongban('mappings', 'list', '--platform', 'guangdong'),
      tongban('mappings', 'show', 'guangdong', first),
    ]);
    expect(list).toMatch(new RegExp(`${first}.*已批准 approved.*操作员甲：核对无误`));
    expect(JSON.parse(document)).toEqual(mappingDocument('guangdong', first));
  });

  it('is reviewed once', async () => {
    const version = newReference('V');
    const validFrom = '2026-01-02'; // the day after that of the version before
    const document = mappingDocument('guangdong', version, validFrom);
    await guangdong.grpc.proposeMapping(
      await proposal(guangdong, version, { document, body: { validFrom } }),
    );
    await tongban('mappings', 'approve', 'guangdong', version, '--note', '核对无误');
    await expect(tongban('mappings', 'reject', 'guangdong', version, '--note', '改变主意')).rejects.toThrow(
      '已审核',
    );
  });

  it('is shown to its own platform only', async () => {
    const version = newReference('V');
    await guangdong.grpc.proposeMapping(await proposal(guangdong, version));
    expect((await henan.grpc.mappings()).map((each) => each.version)).not.toContain(version);
  });

  it('proposed again in the same bytes is answered as before', async () => {
    const message = await proposal(guangdong, newReference('V'));
    const first = await guangdong.grpc.proposeMapping(message);
    expect(await guangdong.grpc.proposeMapping(message)).toEqual(first);
  });

  it('names one document for ever', async () => {
    const version = newReference('V');
    await guangdong.grpc.proposeMapping(await proposal(guangdong, version));
    const other = { ...mappingDocument('guangdong', version), source: 'sample: another' };
    const again = await proposal(guangdong, version, { document: other });
    await expect(guangdong.grpc.proposeMapping(again)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it.each([
    ['for another platform', 'WRONG_PLATFORM', { body: { platform: 'henan' } }],
    ['of another type', 'UNKNOWN_MESSAGE_TYPE', { header: { cty: 'tongban.v1.SubmitCase+json' } }],
    ['for another hub', 'AUDIENCE_WRONG', { header: { audience: 'another-hub' } }],
    ['signed long ago', 'CLOCK_SKEW', { header: { issuedAt: Date.now() - 1_800_000 } }],
    ['with an unknown member', 'MALFORMED', { body: { priority: 1 } }],
    ['whose document is no JSON', 'MALFORMED', { document: 'local;national' }],
    [
      'whose document has an unknown member',
      'MALFORMED',
      { document: { ...mappingDocument('guangdong', 'V'), owner: 'x' } },
    ],
    ['whose document is of another version', 'MALFORMED', { document: mappingDocument('guangdong', 'V0') }],
    [
      'whose document was not uploaded',
      'NOT_FOUND',
      { body: { document: blobRefOf(Buffer.from('never'), 'application/json', 'm.json') } },
    ],
  ])('%s is refused, and the refusal logged', async (_, code, over) => {
    const message = await proposal(guangdong, newReference('V'), over);
    await expect(guangdong.grpc.proposeMapping(message)).rejects.toMatchObject({ code });
    const [refusal] = await hub.database.query<{ code: string }>(
      'select code from refusal order by refused_at desc limit 1',
    );
    expect(refusal?.code).toBe(code);
  });

  it('whose signature is wrong is refused', async () => {
    const message = { ...(await proposal(guangdong, newReference('V'))), signature: new Uint8Array(64) };
    await expect(guangdong.grpc.proposeMapping(message)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  it('can be proposed with a connector’s configuration, from the command line', async () => {
    const provinces = await openProvinces(hub);
    const folder = mkdtempSync(join(tmpdir(), 'tongban-mappings-'));
    try {
      const version = newReference('V');
      const [config, document] = [join(folder, 'henan.json'), join(folder, 'mapping.json')];
      writeFileSync(config, JSON.stringify(provinces.config('henan')));
      writeFileSync(document, JSON.stringify(mappingDocument('henan', version)));
      expect(await tongban('mappings', 'propose', config, document, '--note', '新增')).toContain(
        '待枢纽审核',
      );
      expect(await henan.grpc.mappings()).toMatchObject([{ version, status: 1 }]);
    } finally {
      rmSync(folder, { recursive: true });
      await provinces.close();
    }
  });
});

describe('codes that a connector cannot map', () => {
  it('are shown to operators until the connector says that they are mapped', async () => {
    const gap = { ...MAPPING_GAP, direction: 1, kind: 2 };
    await henan.grpc.reportMappingGaps([gap, { ...gap, code: 'A-3', kind: 1, candidates: [] }]);
    const shown = await tongban('gaps');
    expect(shown).toMatch(/items A-2\s+AMBIGUOUS\s+henan\s+×3 {2}002090012000 \| 002090009000/);
    expect(shown).toMatch(/items A-3\s+MISSING\s+henan/);
    await henan.grpc.reportMappingGaps([gap]);
    expect(await tongban('gaps')).not.toContain('A-3');
    await henan.grpc.reportMappingGaps([]);
    expect(await tongban('gaps')).not.toContain('A-2');
  });
});
