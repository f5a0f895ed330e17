export type { DeskAct, DeskCase } from './desk.js';
export { type GuangdongOptions, type PlatformOptions, startGuangdongPlatform } from './guangdong-platform.js';
export { startHenanPlatform } from './henan-platform.js';
export type { RunningHttp } from './http.js';
