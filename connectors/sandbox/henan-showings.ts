import { contentsNode, holder, ISSUER, namesNode, placed, windowAnswerOf } from './henan-certificates.js';
import type { Node } from './henan-format.js';
import { compactTime } from './local-time.js';
import type { Showing, ShowingAnswer, ShowingEvent } from './showing-desk.js';

/** What Henan's platform asks when certificates are shown: ZZ04 with CZ LM 亮码, SM 扫码, PZ 凭证. */

export function showingRecord(event: ShowingEvent): Node {
  return { '@sid': 'ZZ04', JLBH: event.id, YWSJ: compactTime(event.at), ...elementsOf(event) };
}

function elementsOf(showing: Showing): Node {
  switch (showing.kind) {
    case 'open': {
      const { CYRDM, CYRLB } = holder(showing.holder);
      return { CZ: 'LM', ZZBS: showing.certificateId, CYRDM, CYRLB, ZDS: namesNode(showing.contents) };
    }
    case 'scan': {
      const { code, item, caseRef, reason, clerk, contents } = showing;
      const purpose = { SXBM: item, BJBH: caseRef, YZSY: reason, YZDW: ISSUER, JBR: clerk };
      return { CZ: 'SM', LZM: code, ...purpose, ZDS: namesNode(contents) };
    }
    case 'credit': {
      const { certificate, walletKey } = showing;
      const contents = contentsNode(certificate.contents);
      return {
        CZ: 'PZ',
        ZZBS: certificate.id,
        ...placed(certificate),
        NRS: contents,
        QBGY: JSON.stringify(walletKey),
      };
    }
  }
}

/** ZZ05. */
export function showingAnswerOf(record: Node): ShowingAnswer {
  const told = windowAnswerOf(record);
  if (!told.given) return told;
  const { LZM, JZSJ, YZBH, PZ } = record;
  if (LZM !== undefined) return { given: true, code: String(LZM), until: String(JZSJ) };
  const credential = PZ === undefined ? {} : { credential: String(PZ) };
  return YZBH === undefined
    ? { given: true, credential: String(PZ) }
    : { ...told, use: String(YZBH), ...credential };
}
