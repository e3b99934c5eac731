import type { TSESTree } from '@typescript-eslint/utils';

import { findNearestPackage } from '../project/nearest-package.ts';
import type { SourceCode } from './file.ts';
import { packageEvidence } from './frameworks-in-file.ts';
import { hasTrace, makeModel, type Model } from './index.ts';

const models = new WeakMap<TSESTree.Program, Model | null>();

/** Gets the model of the file being linted, made once and shared by all rules; null where the file shows no trace of a handler. Rule options must never enter it. */
export function getModel(sourceCode: SourceCode, filename: string): Model | null {
  // Keyed by the Program: oxlint has one SourceCode object for all files.
  const program = sourceCode.ast;
  let model = models.get(program);
  if (model === undefined) {
    model = hasTrace(sourceCode.text) ? makeModel(sourceCode, filename, { nearestPackage: name => {
      const nearest = findNearestPackage(name);
      return nearest && packageEvidence(nearest.dependencies.keys());
    } }) : null;
    models.set(program, model);
  }
  return model;
}
