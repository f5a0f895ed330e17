export { countForks, FORKS, keepFork, removeFork } from './keep.js';
