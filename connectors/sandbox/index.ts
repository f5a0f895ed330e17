export type { DeskAct, DeskCase } from './desk.js';
export { type GuangdongOptions, startGuangdongPlatform } from './guangdong-platform.js';
export { startHenanPlatform } from './henan-platform.js';
export type { RunningHttp } from './http.js';
export { type HunanOptions, startHunanPlatform } from './hunan-platform.js';
export type { PlatformOptions } from './platform-options.js';
export { type QingxinOptions, type RunningQingxin, startQingxinPlatform } from './qingxin-platform.js';
export { type ShanxiOptions, startShanxiPlatform } from './shanxi-platform.js';
