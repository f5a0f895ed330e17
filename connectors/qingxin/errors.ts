/** A file of the platform that cannot be used as a whole: where a row begins and ends is not certain any more. */
export class QingxinFileError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'QingxinFileError';
  }
}

/** A row that cannot be taken up, with everything that is wrong with it. It harms no other case. */
export class QingxinRowError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('；'));
    this.name = 'QingxinRowError';
    this.faults = faults;
  }
}

/** A row that is right, and has a code or a field without one counterpart: it waits for the mapping. */
export class QingxinUnmappedError extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join('；'));
    this.name = 'QingxinUnmappedError';
    this.reasons = reasons;
  }
}

/** What is no answer to a question about a certificate. */
export class ReplyError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'ReplyError';
  }
}

/** Text that cannot be read from, or written in, GB18030 so that every reader sees the same. */
export class Gb18030Error extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Gb18030Error';
  }
}
