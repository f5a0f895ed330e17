import './numbers.js';

export { tongban } from '#proto/gen';
