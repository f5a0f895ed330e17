export { CONTENT_KEY_BYTES, type MessageContent, openContent, sealContent } from './content.js';
