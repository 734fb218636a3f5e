export { removeUnused as default } from './postgres-of-run.ts';
