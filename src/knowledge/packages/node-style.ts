import type { CallbackModel } from '../package-model.ts';

/** A last argument that is given the failure first, and then what the call gives. */
export const NODE_STYLE: CallbackModel = { at: 'last', gives: ['failure', 'result'] };
