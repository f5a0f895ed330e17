import type { Story } from './model/commands.js';

/** Stories that a hub once told otherwise than the model, and others that chance seldom tells: each is played in every run. */
export const EXAMPLES: readonly { readonly name: string; readonly story: Story }[] = [];
