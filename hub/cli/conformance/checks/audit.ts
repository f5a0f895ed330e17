import { isRefusalLeaf, parseLeaf, readZip } from '#crypto/evidence';
import { equalBytes } from '#crypto/primitives';
import {
  bundlePath,
  ed25519Verifier,
  openCheckpoint,
  parseBundle,
  rfc6962,
  sm2NoteVerifier,
  TILE_WIDTH,
  TreeEdge,
  tilePath,
  tileWidth,
} from '#crypto/tlog';
import { CaseVerifier, readTrust } from '#crypto/verify';
import { type Check, fail } from '../check.js';
import type { World } from '../world.js';

/** What an auditor would do at the end: everything that was served and exported, checked without asking the hub to judge itself. */

export const AUDIT: readonly Check[] = [
  {
    id: 'audit.log',
    title: { zh: '公开日志自洽', en: 'the public log is consistent' },
    proves: {
      zh: '日志的条目、瓦片、树根与两种签名全部相符，对方客户端所见也无一不实',
      en: 'entries, tiles, root and both signatures of the log fit each other, and the counterpart saw nothing that does not hold',
    },
    remedy: {
      zh: '这是枢纽一侧的问题，请带上本报告联系枢纽运维',
      en: 'this is the hub’s own: take this report to its operators',
    },
    needs: [],
    run: async (world, evidence) => {
      const { size, refusals } = await readLog(world);
      if (world.counterpart.doubts.length > 0)
        fail(world.counterpart.doubts.join('；'), world.counterpart.doubts.join('; '));
      evidence.note(
        `${size} 个条目，其中拒绝 ${refusals} 个`,
        `${size} entries, ${refusals} of them refusals`,
      );
    },
  },
  {
    id: 'audit.evidence',
    title: { zh: '各办件证据包离线核验', en: 'the evidence of every case verifies offline' },
    proves: {
      zh: '本次运行的每个办件，其证据包仅凭事先取得的公钥即可离线核验',
      en: 'the evidence of each case of this run verifies with nothing but keys that were known beforehand',
    },
    remedy: {
      zh: '用 tongban-verify 查看该办件的证据包，逐项看不成立的问题',
      en: 'look at the case’s evidence with tongban-verify, question by question',
    },
    needs: ['signing.acknowledgement'],
    run: async (world, evidence) => {
      const verifier = new CaseVerifier(readTrust(world.trust));
      const { proven, others } = world.ledger;
      for (const caseNo of [...proven, ...others]) {
        const { exitCode, answers } = verifier.verify(
          await readZip(await world.counterpart.evidence(caseNo)),
        );
        const isGood = exitCode === 0 || (exitCode === 3 && !proven.includes(caseNo)); // a check that failed leaves its case unfinished
        if (isGood) continue;
        evidence.about(caseNo);
        const wrong = answers.filter(({ verdict, isRequired }) => isRequired && verdict !== 'PASS');
        fail(
          `${caseNo}：${wrong.map(({ zh }) => zh).join('；')}`,
          `${caseNo}: ${wrong.map(({ en }) => en).join('; ')}`,
        );
      }
      const count = proven.length + others.length;
      evidence.note(`${count} 个办件`, `${count} cases`);
    },
  },
];

/** Reads all of the log as it is served, and checks each part against the others. */
async function readLog({ openUrl, identity }: World): Promise<{ size: number; refusals: number }> {
  const [log, sm2] = [ed25519Verifier(identity.logVkey), sm2NoteVerifier(identity.logVkeySm2)];
  if (log === undefined || sm2 === undefined) throw new Error('the hub’s log keys cannot be read');
  const note = Buffer.from(await served(openUrl, 'checkpoint')).toString('utf8');
  const checkpoint = openCheckpoint(note, log, [sm2]);
  if (typeof checkpoint === 'string' || checkpoint.signedBy.length !== 2)
    return fail('检查点签名不成立', 'the checkpoint’s signatures do not hold');
  const { size, root } = checkpoint;
  const edge = TreeEdge.empty();
  let refusals = 0;
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = tileWidth(size, 0, index);
    const entries = parseBundle(await served(openUrl, bundlePath(index, width))) ?? [];
    const hashes = entries.map((entry) => rfc6962.leaf(entry));
    const tile = await served(openUrl, tilePath({ level: 0, index, width }));
    if (entries.length !== width || !equalBytes(Buffer.concat(hashes), tile))
      fail(`瓦片 ${index} 与条目不符`, `tile ${index} is not what its entries give`);
    for (const hash of hashes) edge.append(hash);
    refusals += entries.filter((entry) => isRefusal(entry)).length;
  }
  if (!equalBytes(edge.view().root(), root)) fail('条目算不出树根', 'the entries do not give the root');
  return { size, refusals };
}

function isRefusal(entry: Uint8Array): boolean {
  const leaf = parseLeaf(entry);
  if (leaf === undefined) fail('日志里有认不出的条目', 'the log has an entry that is no leaf');
  return isRefusalLeaf(leaf);
}

/** A file of the log by its C2SP path. */
async function served(openUrl: string, path: string): Promise<Uint8Array> {
  const response = await fetch(`${openUrl}/log/${path}`);
  if (!response.ok) fail(`日志未提供 ${path}`, `the log does not serve ${path}`);
  return new Uint8Array(await response.arrayBuffer());
}
