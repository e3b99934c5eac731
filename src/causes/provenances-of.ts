import type { Model } from '../model/model.ts';
import { Provenances } from './provenance/provenance.ts';

const provenancesOf = new WeakMap<Model, Provenances>();

/** Gets the provenances of a file, made once. */
export function getProvenances(model: Model): Provenances {
  let provenances = provenancesOf.get(model);
  if (!provenances)
    provenancesOf.set(
      model,
      (provenances = new Provenances(
        model.file,
        model.handlers.map(({ handler }) => handler),
        model.findCalls,
        model.definitions,
      )),
    );
  return provenances;
}
