import { startPage } from './page.js';
import { serve } from './worker.js';

/** One script for both: the page, and the thread that it starts from this same text. */
const script = globalThis.document?.currentScript?.textContent;

if (script === undefined || script === null) serve();
else startPage(script);
