export { openExaminers } from './examiners.js';
export { checkpointsAt, logAt } from './input.js';
export { ProgressBar } from './progress-bar.js';
export { renderReport } from './render.js';
export { withTimeStampOptions } from './time-options.js';
export { type LogTrustOptions, readLogTrustFiles, type TimeStampOptions } from './trust-files.js';
export { type GroupOptions, groupsWithheld, withGroupOptions } from './withhold.js';
