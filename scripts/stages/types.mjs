import { check } from './tools.mjs';

export default () => check('typescript', 'tsc', ['--build']);
