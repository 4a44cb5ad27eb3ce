import { check } from './tools.mjs';

export default () => check('@biomejs/biome', 'biome', ['ci', '--colors=off', '.']);
