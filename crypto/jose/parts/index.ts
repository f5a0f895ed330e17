export { ALGORITHMS, type Algorithm, isAllowedAlgorithm } from './algorithms.js';
export { type SignedParts, signingInput, verifyParts } from './parts.js';
