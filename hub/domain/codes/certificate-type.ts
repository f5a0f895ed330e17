import { digitsFault } from './characters.js';
import { usccFault } from './uscc.js';

/** What is wrong with the text, or undefined when it is 证照类型代码, GB/T 36904: USCC of who defined the type 18, number 3. */
export function certificateTypeFault(text: string): string | undefined {
  if (text.length !== 21) return `a certificate type has 21 characters, not ${text.length}`;
  const definedBy = text.slice(0, 18);
  const fault = usccFault(definedBy);
  if (fault !== undefined) return `in the code ${definedBy} of who defined the type: ${fault}`;
  return digitsFault(text, 18, 21);
}
