/** The names of what time stamps are made with. */

export const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** GM/T 0010, for time stamps of GM/T 0033. */
export const SIGNED_DATA_GM = '1.2.156.10197.6.1.4.2.2';
