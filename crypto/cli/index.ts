export { openExaminers } from './examiners.js';
export { checkpointsAt, logAt } from './input.js';
export { ProgressBar } from './progress-bar.js';
export { renderReport } from './render.js';
export { type LogTrustOptions, readLogTrustFiles } from './trust-files.js';
export { type GroupOptions, groupsWithheld, withGroupOptions } from './withhold.js';
