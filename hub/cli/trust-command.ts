import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '#config';
import { vkeysOfLogs } from '#hub/log';
import { directory } from '#hub/store';
import { DevelopmentNetwork } from './development/network.js';
import { loadMaterial } from './material.js';
import type { OperatorDatabase } from './operator-database.js';
import type { CommandContext } from './tongban.js';
import { type TrustSource, writeTrustFiles } from './trust-files.js';

export function registerTrust(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  program
    .command('trust')
    .description('导出审计方需要的公钥文件 · write the key files that an auditor needs')
    .argument('<folder>')
    .action(async (folder: string) => {
      const config = context.config();
      const material = await loadMaterial(config, new DevelopmentNetwork(config.dataDir, context.runtime));
      const { keys, logs } = await withDb(async (db) => ({
        ...(await directory.readDirectory(db)),
        logs: await vkeysOfLogs(db, material, config.hub.logOrigin),
      }));
      const paths = await writeTrustFiles(folder, {
        logVkeys: logs.flatMap(({ sha256 }) => sha256),
        logVkeysSm2: logs.flatMap(({ sm2 }) => sm2),
        ...(config.sm3.tree ? { sm3Vkeys: logs.flatMap(({ sm3 }) => sm3) } : {}),
        keys,
        ...(await policyFiles(config)),
      });
      await writeFile(join(folder, 'README.txt'), TRUST_NOTE);
      for (const path of Object.values(paths)) context.speech().say(`  ✓ ${path}`);
      for (const { origin } of logs.filter(({ sha256 }) => sha256.length === 0))
        context.speech().say({
          zh: `  ! ${origin} 已关闭，其密钥已不在此处，请沿用此前导出的`,
          en: `  ! ${origin} has ended, and its keys are not known here any more: keep those that were written before`,
        });
    });
}

async function policyFiles({ witnessing, sm3 }: Config): Promise<Pick<TrustSource, 'policy' | 'gmPolicy'>> {
  const read = (file: string) => (file === '' ? undefined : readFile(file, 'utf8'));
  const [policy, gmPolicy] = await Promise.all([read(witnessing.policy), read(sm3.policy)]);
  return { ...(policy === undefined ? {} : { policy }), ...(gmPolicy === undefined ? {} : { gmPolicy }) };
}

const TRUST_NOTE = `审计方应通过可信渠道取得并核对这些公钥。 · An auditor gets and compares these keys by a way he trusts.
policy.txt      日志公钥（C2SP tlog-policy） · the log's key
policy.gm       日志的 SM2 公钥及其 SM3 树 · the log's SM2 key and its SM3 tree
platforms.json  各平台签名公钥 · the platforms' signing keys
`;
