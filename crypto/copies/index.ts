export { COPY_MARK, type CopyNote, noteLines } from './note.js';
export { copyOfOfd } from './ofd-copy.js';
