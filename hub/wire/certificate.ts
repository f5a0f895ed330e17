import type { CertificateType } from '#domain/ecert';
import type {
  CertificateAcknowledgement,
  CertificateQuery,
  OpenedPresentation,
  UseRelease,
} from '#hub/exchange';
import { certificateUses, type statusLists } from '#hub/store';
import { tongban } from '#proto/codec';
import { ERRORS, type ErrorCode } from '#proto/errors';
import { toReceipt } from './acknowledgement.js';
import { momentText } from './case.js';
import { fromSignedParts } from './signed-message.js';

const { v1 } = tongban;
const NONE = new Uint8Array(0);

export function toCertificateAcknowledgement(
  ack: CertificateAcknowledgement,
): tongban.v1.CertificateAcknowledgement.$Properties {
  const { messageId, leafId, salt, included } = ack;
  const base = { messageId, leafId, salt };
  return included === undefined
    ? { ...base, leaf: NONE, pending: true }
    : { ...base, leaf: included.leaf, receipt: toReceipt(included) };
}

export function toOpenedPresentation(
  opened: OpenedPresentation,
): tongban.v1.OpenPresentationResponse.$Properties {
  const { acknowledgement, code, expiresAt } = opened;
  return {
    acknowledgement: toCertificateAcknowledgement(acknowledgement),
    code,
    expiresAt: momentText(expiresAt),
  };
}

export function toStatusListEntry(row: statusLists.StatusListRow): tongban.v1.StatusListEntry.$Properties {
  const { platform, list, sha256, issuedAt, expiresAt, revision, leafId } = row;
  return {
    platform,
    list,
    sha256,
    issuedAt: momentText(issuedAt),
    expiresAt: momentText(expiresAt),
    revision,
    leafId: leafId ?? '',
  };
}

export function toUseRelease(release: UseRelease): tongban.v1.UseCertificateResponse.$Properties {
  const { useId, salt, statement, answer } = release;
  const base = { useId, salt, statement: fromSignedParts(statement) };
  return answer === undefined ? base : { ...base, answer: fromSignedParts(answer) };
}

export function toCertificateQuery(
  query: CertificateQuery,
  waitMs: number,
): tongban.v1.CertificateQuery.$Properties {
  const { useId, requester, use, presentation } = query;
  const base = { useId, requester, use: fromSignedParts(use), waitMs };
  return presentation === undefined ? base : { ...base, presentation: fromSignedParts(presentation) };
}

export function toCertificateUse(use: certificateUses.ListedUse): tongban.v1.CertificateUse.$Properties {
  return {
    useId: use.useId,
    requester: use.requester,
    organisation: use.organisation,
    clerk: use.clerk,
    operation: v1.CertificateOperation[use.operation],
    certificateId: use.certificateId ?? '',
    typeCode: use.typeCode ?? '',
    platform: use.platform ?? '',
    basicCode: use.basicCode ?? '',
    caseRef: use.caseRef ?? '',
    consentId: use.consentId ?? '',
    duty: use.duty ?? '',
    presentationId: use.presentationId ?? '',
    fields: [...use.fields],
    decidedAt: momentText(use.decidedAt),
    outcome: v1.CertificateOutcome[certificateUses.outcomeOf(use)],
    code: use.refusalCode === null ? 0 : ERRORS[use.refusalCode as ErrorCode].number, // written from this vocabulary
  };
}

export function toCertificateType(type: CertificateType): tongban.v1.CertificateType.$Properties {
  const { code, name, validFrom = '', validTo = '', holderCodeTypes } = type;
  return { typeCode: code, name, validFrom, validTo, holderCodeTypes: [...holderCodeTypes] };
}
