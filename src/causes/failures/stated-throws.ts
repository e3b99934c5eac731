import type { File } from '../../model/definitions/file.ts';
import { isWithin } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { MIXED, type Reading } from '../context/evidence.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { statedThrows } from '../provenance/stated-call.ts';
import type { CatchPlace } from './catch-place.ts';
import { readFindings } from './findings.ts';
import { trialOf, triedBefore } from './tried.ts';

/** What comes to a catch by the settings, which state what its calls throw; null where they state nothing of them. Beside other work it may be the failure of that. */
export function readStatedThrows(place: CatchPlace, file: File, provenances: Provenances): Reading | null {
  if (provenances.callees.stated.isEmpty) return null;
  const { root, except } = trialOf(place, file, provenances);
  const findings = new Set(
    nodesWithin(file.calls, root)
      .filter(call => !except || !isWithin(call, except))
      .flatMap(call => statedThrows(call, provenances)),
  );
  if (findings.size === 0) return null;
  const { io, upstream, refuses } = triedBefore(place, file, provenances);
  return io > 0 || upstream > 0 || refuses
    ? MIXED
    : readFindings(findings, place, 'this catch follows a call that fails by that, as the settings state', 'catch');
}
