import { actName } from '#connectors/kit';
import type { tongban } from '#proto/codec';
import { pad, type Speech } from '../speech.js';

type CaseEvent = tongban.v1.CaseEvent.$Properties;
type CaseMaterial = tongban.v1.CaseMaterial.$Properties;

const PLATFORMS: Readonly<Record<string, string>> = {
  guangdong: '广东',
  henan: '河南',
  'tongban-dev': '枢纽',
};

/** One line for each act: when, who, what, and where it stands in the log. */
export function printTimeline(events: readonly CaseEvent[], speech: Speech): void {
  const isChinese = speech.language === 'zh';
  for (const event of events) {
    const { type = '', actor = '', receivedAt = '', logIndex } = event;
    const time = new Date(Date.parse(receivedAt) + 8 * 3_600_000).toISOString().slice(11, 23);
    const who = pad(isChinese ? (PLATFORMS[actor] ?? actor) : actor, isChinese ? 6 : 10);
    const what = pad(isChinese ? actName(type) : type, isChinese ? 10 : 24);
    const where = logIndex === undefined ? '…' : `#${logIndex}`;
    speech.say(`     ${time}  ${who} ${what} ${isChinese ? '已签名，日志' : 'signed, log'} ${where}`);
  }
}

/** One line for each material that a certificate stands for; and whether any paper is still needed. */
export function printReplaced(materials: readonly CaseMaterial[], speech: Speech): void {
  const replaced = materials.filter(({ certificate }) => certificate != null);
  if (replaced.length === 0) return;
  for (const { name = '', certificate } of replaced) {
    const id = certificate?.certificateId ?? '';
    speech.say({
      zh: `     免提交 ${pad(name, 12)} ← 电子证照 ${id}`,
      en: `     no paper for ${pad(name, 12)} ← certificate ${id}`,
    });
  }
  const needed = materials.filter((each) => !replaced.includes(each)).map(({ name = '' }) => name);
  if (needed.length === 0)
    speech.say({ zh: '     无须提交任何纸质材料', en: '     no paper is needed at all' });
}
