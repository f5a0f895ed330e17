import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '#config';
import {
  CaseEventSchema,
  fromStanding,
  hunanMapping,
  hunanThings,
  LibraryEntrySchema,
  partOf,
  readAnswer,
  readRequest,
  StandingSchema,
  ThingSchema,
  Things,
  toCertificateEvent,
  toDraft,
  toInbound,
  toSubmission,
  toWindowRequest,
} from '#connectors/hunan';
import { MappingTables } from '#connectors/kit';
import { type RunningHttp, startHunanPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import { signedCall, ThingDesk } from '../../kit/hunan.js';
import { RegisterClient } from '../../kit/register.js';
import { CASE_NO, incoming, parsed } from './acts.js';
import { BLOB, DESK_ACTS, MESSAGES, RECORDED } from './recorded-acts.js';

/**
 * What the platform wrote once, and what the connector made of it and wrote itself: as it was recorded, byte for byte but for
 * random names. A change of format shows here; UPDATE_RECORDED=1 records anew, and the difference is to be looked at.
 */

const FOLDER = join(packageRoot, 'test', 'vectors', 'data', 'hunan');
const TOKEN = 'secret-of-a-recording';
const NOW = Date.parse('2026-11-22T10:00:00+08:00');
const ZHOU = { kind: 'person', name: '周测试', idNumber: '430102199512319031', phone: '0731-80000001' };

const maps = MappingTables.read(hunanMapping);
const things = Things.read(hunanThings, maps);
const PageSchema = z.object({ entries: z.array(z.unknown()), next: z.string() });

function recorded(name: string, now?: unknown): unknown {
  const file = join(FOLDER, name);
  if (process.env.UPDATE_RECORDED === '1' && now !== undefined)
    writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Random names as their order of appearance; signatures of links, and places drawn by lot, left out. */
function withoutChance(text: string): unknown {
  const names = new Map<string, string>();
  const named = text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (!names.has(id)) names.set(id, `id-${names.size + 1}`);
    return names.get(id) ?? '';
  });
  const signed = named.replaceAll(/sign=[0-9a-f]{64}/g, 'sign=…');
  return JSON.parse(signed.replaceAll(/"seatNo":\d+/g, '"seatNo":0'));
}

describe('what was recorded between Hunan’s platform and its connector', () => {
  let folder: string;
  let platform: RunningHttp;
  let url: string;
  let desk: DeskClient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-recorded-'));
    const serialFile = join(folder, 'serial');
    platform = await startHunanPlatform({ port: 0, token: TOKEN, serialFile, now: () => NOW });
    url = `http://127.0.0.1:${platform.port}`;
    desk = new DeskClient(platform.port);
  });
  afterEach(async () => {
    await platform.close();
    rmSync(folder, { recursive: true });
  });

  async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<string> {
    const answer = await signedCall(url, TOKEN, { method, path, at: NOW, ...(body && { body }) });
    return answer.text();
  }

  it('is a page of the feed with every word, which the platform still writes so', async () => {
    const fileId = await desk.upload('照片.pdf', 'application/pdf', Buffer.from('%PDF-1.4 照片'));
    const { ref } = await desk.file({
      item: '43-RS-012-01',
      division: '440000',
      mode: 'online',
      applicant: ZHOU,
      form: [],
      materials: [],
    });
    const receipt = { eventId: ref, result: 'ACCEPTED', hubCaseNo: CASE_NO, logIndex: '7' };
    await call('POST', '/hn/kstb/receipts', receipt);
    const withFiles = [
      { kind: 'correct', noticeNo: '湘补1', materials: [{ name: '照片', source: 'upload', fileId }] },
      { kind: 'transfer', documents: [{ name: '证书', number: '湘证1', fileId }], waybill: 'EMS1' },
    ];
    for (const act of [...DESK_ACTS, ...withFiles]) await desk.act(ref, act);
    const page = withoutChance(await call('GET', '/hn/kstb/feed?limit=50&wait=0'));
    expect(page).toEqual(recorded('feed-page.json', page));
  });

  it('is read by the connector as it was', async () => {
    const { entries } = readAnswer(JSON.stringify(recorded('feed-page.json')), PageSchema);
    const fileIds = JSON.stringify(entries).match(/id-\d+/g) ?? [];
    const blob = { ...parsedBlob(), fileName: '照片.pdf' };
    const files = new Map(fileIds.map((fileId) => [fileId, { fileId, blob }]));
    const events = entries.flatMap((entry) => CaseEventSchema.safeParse(entry).data ?? []);
    const drafts = await Promise.all(events.map((event) => toDraft(event, maps, files)));
    expect(new Set(drafts.map(({ type }) => type)).size).toBe(RECORDED.length - 1); // all but submissions
    expect(JSON.parse(JSON.stringify(drafts))).toEqual(recorded('drafts.json', drafts));
  });

  it('is a thing, and the submissions that its members become', async () => {
    const fileId = await desk.upload('出生医学证明.pdf', 'application/pdf', Buffer.from('%PDF-1.4'));
    const { thingNo } = await new ThingDesk(url).file({
      thingCode: 'HN-YJS-0001',
      applicant: ZHOU,
      agent: { name: '代测试', idNumber: '441803199001019018' },
      form: [
        { name: '母亲姓名', value: '周测试' },
        { name: '新生儿姓名', value: '周小测' },
      ],
      materials: [{ name: '出生医学证明', source: 'upload', fileId }],
      members: [
        { item: '43-WJ-135-01', division: '440000', mode: 'online' },
        { item: '43-GA-013-01', division: '410000', mode: 'online' },
        { item: '43-RS-038-02', division: '440000', mode: 'remote' },
      ],
    });
    await new ThingDesk(url).withdraw(thingNo, '不办了');
    const answer = withoutChance(await call('GET', `/hn/kstb/things?thingNo=${thingNo}`));
    expect(answer).toEqual(recorded('thing.json', answer));

    const thing = readAnswer(JSON.stringify(recorded('thing.json')), ThingSchema);
    const definition = things.get(thing.thingCode ?? '');
    const files = new Map([['id-1', { fileId: 'id-1', blob: parsedBlob() }]]);
    const drafts = await Promise.all(
      thing.members.map((member) => toSubmission(partOf(thing, member, definition), maps, files)),
    );
    expect(JSON.parse(JSON.stringify(drafts))).toEqual(recorded('submissions.json', drafts));
  });

  it('is a page of the library’s feed, and the reports that its entries become', async () => {
    const register = new RegisterClient(url);
    const samples = await register.samples();
    const permit = samples.find(({ kind }) => kind === 'residence')?.id ?? '';
    await register.setState(permit, 'suspended');
    await register.change(samples.at(-1)?.id ?? '', [{ name: '坐落', value: '某市测试路4号' }]);
    const page = withoutChance(await call('GET', '/hn/dzzz/feed?limit=50&wait=0'));
    expect(page).toEqual(recorded('library-page.json', page));

    const { entries } = readAnswer(JSON.stringify(recorded('library-page.json')), PageSchema);
    const reports = entries.map((entry) => toCertificateEvent(LibraryEntrySchema.parse(entry), maps));
    expect(JSON.parse(JSON.stringify(reports))).toEqual(recorded('library-reports.json', reports));
  });

  it('is a request of a window, handed out once while its time runs', async () => {
    const id = await new RegisterClient(url).ask({
      kind: 'residence',
      holder: { kind: 'person', name: ZHOU.name, code: ZHOU.idNumber },
      item: '43-RS-012-01',
      caseRef: 'HN1',
      reason: '办理补发',
      clerk: '窗口03',
      contents: ['姓名', '居住地址'],
    });
    const handOut = () => call('GET', '/hn/dzzz/requests?limit=50&wait=0');
    const handed = withoutChance(await handOut());
    expect(handed).toEqual(recorded('library-requests.json', handed));
    expect(JSON.parse(await handOut())).toMatchObject({ data: { requests: [] } });

    const schema = z.object({ requests: z.array(z.unknown()) });
    const { requests } = readAnswer(JSON.stringify(recorded('library-requests.json')), schema);
    const uses = requests.map((request) => {
      const { data = expect.fail('it cannot be read') } = readRequest(request);
      return toWindowRequest(data, undefined, maps);
    });
    expect(JSON.parse(JSON.stringify(uses))).toEqual(recorded('library-uses.json', uses));

    const told = { requestNo: id, result: 'NOT_GIVEN', errCode: 'CERTIFICATE_UNKNOWN', errMsg: '没有' };
    await call('POST', '/hn/dzzz/requests/answers', told);
    expect(await new RegisterClient(url).answer(id)).toMatchObject({ code: 'CERTIFICATE_UNKNOWN' });
  });

  it('is what the library says of a certificate', async () => {
    const [card] = await new RegisterClient(url).samples();
    const certNo = card?.id.replace('1.2.156.3005.2.', '');
    const query = { certNo, faceNames: ['ownerName'], useFor: { cause: '办理补发' } };
    const answer = withoutChance(await call('POST', '/hn/dzzz/query', query));
    expect(answer).toEqual(recorded('library-standing.json', answer));

    const standing = readAnswer(JSON.stringify(recorded('library-standing.json')), StandingSchema);
    const said = fromStanding(standing, card?.id ?? '', maps);
    expect(said).toMatchObject({ state: 'VALID', fields: [{ name: '姓名', value: '李测试' }] });
    expect(await call('POST', '/hn/dzzz/query', { ...query, certNo: 'X' })).toContain('CERT_UNKNOWN');
    expect(await call('POST', '/hn/dzzz/query', { ...query, useFor: {} })).toContain('CAUSE_MISSING');
  });

  it('is what the connector puts in, of every message, and the platform still takes it', async () => {
    const stored = new Map([[BLOB.sha256, 'file-1']]);
    const written = RECORDED.map(async (type, i) => {
      const body = type === 'SubmitCase' ? MESSAGES[type] : { caseNo: CASE_NO, ...MESSAGES[type] };
      const act = incoming(parsed(type, body), { actor: 'guangdong' });
      const messageId = `019aa000-0000-7000-8000-${String(i).padStart(12, '0')}`;
      const hubCaseNo = 'TB20261122100000000ABCDEFGHJKLMX';
      return { messageId, hubCaseNo, sender: act.actor, ...(await toInbound(act, maps, stored)) };
    });
    const inbound = await Promise.all(written);
    const now = JSON.parse(JSON.stringify(inbound));
    expect(now).toEqual(recorded('inbound.json', now));

    for (const body of recorded('inbound.json') as object[])
      expect(JSON.parse(await call('POST', '/hn/kstb/inbound', body))).toMatchObject({ success: true });
    const { history, item } = await desk.arrived('TB20261122100000000ABCDEFGHJKLMX');
    expect(item).toBe('43-RS-012-01');
    expect(history.map(({ kind }) => kind)).toEqual([
      ...['file', 'intake', 'notice', 'correct', 'accept', 'reject', 'review', 'suspend', 'resume'],
      ...['decide', 'conclude', 'transfer', 'deliver', 'withdraw', 'terminate', 'other'],
    ]);
  });
});

function parsedBlob() {
  return { ...BLOB, size: 9 };
}
