import type { StatusCodeRule } from '../rule.ts';
import noBodyWithBodylessStatus from './no-body-with-bodyless-status.ts';

/** Every rule of the plugin by name. Generated: `npm run update`. */
export const rules: Readonly<Record<string, StatusCodeRule>> = {
  'no-body-with-bodyless-status': noBodyWithBodylessStatus,
};
