import { type Database, mappings } from '#hub/store';

/** TOO_LATE: meanwhile another version was approved that begins on the same day or later. */
export type ReviewOutcome = 'RECORDED' | 'REVIEWED_BEFORE' | 'TOO_LATE';

/**
 * Records what the operators say to a version, once. Reviews of a platform come one after the other, so that of two versions
 * which would stand in each other's way one is approved, whoever asks at the same time (proved by test/fault/mappings.test.ts).
 */
export async function reviewMapping(db: Database, review: mappings.MappingReview): Promise<ReviewOutcome> {
  const outcome = await db.transaction('mapping.review', async (tx): Promise<ReviewOutcome> => {
    await mappings.lockReviews(tx, review.platform);
    if (review.isApproved && (await mappings.comesTooLate(tx, review))) return 'TOO_LATE';
    return (await mappings.insertReview(tx, review)) ? 'RECORDED' : 'REVIEWED_BEFORE';
  });
  // COMMIT POINT: mapping.review. From here on the platform's connector may fetch an approved version.
  return outcome;
}
