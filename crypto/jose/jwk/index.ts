export { keyOfJwk, type PublicJwk, publicJwk } from './jwk.js';
