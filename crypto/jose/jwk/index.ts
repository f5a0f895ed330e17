export { type PublicJwk, publicJwk } from './jwk.js';
