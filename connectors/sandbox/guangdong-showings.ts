import { fromWindowAnswer, holder, ISSUER, standing, ZDM } from './guangdong-certificates.js';
import type { Json } from './guangdong-format.js';
import { localTime } from './local-time.js';
import type { Showing, ShowingAnswer, ShowingEvent } from './showing-desk.js';

/** What Guangdong's platform asks its connector when certificates are shown. */

const PATHS = { open: 'openCertCode', scan: 'scanCertCode', credit: 'issueCertCredential' } as const;

export function toShowingRequest(event: ShowingEvent): { readonly path: string; readonly body: Json } {
  const head = { accessId: 'GDYTH', requestId: event.id, requestTime: localTime(event.at) };
  return { path: PATHS[event.kind], body: { head, data: dataOf(event) } };
}

function dataOf(showing: Showing): Json {
  switch (showing.kind) {
    case 'open': {
      const { CZZTDM, CZZTLX } = holder(showing.holder);
      return { ZZBS: showing.certificateId, CZZTDM, CZZTLX, ZMZD: namesOf(showing.contents) };
    }
    case 'scan': {
      const { code, item, caseRef, reason, clerk, contents } = showing;
      const purpose = { SXBM: item, BLLSH: caseRef, useCause: reason, YZDW: ISSUER, JBR: clerk };
      return { LZM: code, ...purpose, ZMZD: namesOf(contents) };
    }
    case 'credit': {
      const { certificate, walletKey } = showing;
      const { ZZBS, BFJG, GXQH, YXQZ, ZTLB, ZMXX } = standing(certificate, {
        ZMZD: namesOf(certificate.contents.map(({ name }) => name)),
      });
      return { ZZBS, BFJG, GXQH, YXQZ, ZTLB, ZMXX, QBGY: walletKey };
    }
  }
}

function namesOf(contents: readonly string[]): string[] {
  return contents.map((name) => ZDM[name] ?? name);
}

export function fromShowingAnswer(kind: Showing['kind'], body: Json): ShowingAnswer {
  const told = fromWindowAnswer(body);
  if (!told.given) return told;
  const {
    LZM,
    YXQZ,
    YZLSH: use,
    PZ,
  } = body.data as { LZM: string; YXQZ: string; YZLSH: string; PZ?: string };
  if (kind === 'open') return { given: true, code: LZM, until: YXQZ };
  if (kind === 'credit') return { given: true, credential: String(PZ) };
  return { ...told, use, ...(PZ !== undefined && { credential: PZ }) };
}
