import protobuf from 'protobufjs/minimal.js';

/**
 * 64-bit fields are JavaScript numbers, exact up to 2^53 - 1: sizes of files and indexes of the log stay far below it. Must
 * run before the generated classes are loaded, because their defaults are made then.
 */
protobuf.util.Long = undefined as never; // the library's own way to do without its Long class, which its types do not know
protobuf.configure();
