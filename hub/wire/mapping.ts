import type { mappings } from '#hub/store';
import { tongban } from '#proto/codec';
import { momentText } from './case.js';

export function toMapping(mapping: mappings.MappingVersion): tongban.v1.Mapping.$Properties {
  const { platform, version, validFrom, document, proposedAt, review } = mapping;
  return {
    platform,
    version,
    validFrom,
    document,
    status: tongban.v1.MappingStatus[statusOf(review)],
    proposedAt: momentText(proposedAt),
    reviewedAt: review === undefined ? '' : momentText(review.reviewedAt),
    reviewNote: review?.note ?? '',
  };
}

function statusOf(review: mappings.MappingVersion['review']): 'PROPOSED' | 'APPROVED' | 'REJECTED' {
  if (review === undefined) return 'PROPOSED';
  return review.isApproved ? 'APPROVED' : 'REJECTED';
}
