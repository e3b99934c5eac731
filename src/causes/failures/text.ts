import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { Evidence } from '../context/evidence.ts';
import { textOf } from '../context/response-text.ts';

/** What texts of failures speak of, the clearest first. "Not authorized" is none of them: real code says it of both 401 and 403. */
const SAID: readonly (readonly [CauseName, RegExp])[] = [
  ['rate-limited', /too many (?:requests|attempts)|rate limit/i],
  [
    'unauthenticated',
    /(?:invalid|wrong|incorrect|bad) (?:credentials|(?:current )?password|(?:access |refresh |auth )?token|session)|password is (?:not correct|incorrect|wrong)|(?:token|session) (?:has |is )?(?:expired|invalid|revoked)|not (?:logged in|authenticated)|(?:please )?log ?in (?:first|again)|authentication (?:is )?(?:required|failed)|unauthenticated/i,
  ],
  [
    'forbidden',
    /\bforbidden\b|access denied|not allowed to|not permitted|(?:no|lack\w*|insufficient|enough|have|without) (?:the )?(?:permission|privilege|right)|admins? (?:only|role|access)|\brole (?:is )?required|\bbanned\b/i,
  ],
  ['not-found', /not found|could ?n[o']t (?:be found|find)|(?:does|do) ?n[o']t exist|no such\b/i],
  ['conflict', /already (?:exist|registered|taken|used|in use|been)|\bduplicate\b|is taken/i],
  ['malformed', /\b(?:is|are) (?:required|missing)\b|\bmissing (?:required )?\w+|malformed|must provide/i],
  [
    'invalid',
    /must (?:be|have|contain|match)|too (?:long|short|large|big|small)|at least \d|limit exceeded|(?:do|does) ?n[o']t match|not acceptable value/i,
  ],
  ['unexpected', /internal (?:server )?error|something went wrong|unexpected error/i],
];

/** Reads what a failure's text speaks of, where nothing else tells: it names a cause in the inventory, but no rule speaks by it. */
export function readSaid(response: Response, file: File): Evidence | null {
  const text = textOf(response, file);
  const said = text === null ? undefined : SAID.find(([, words]) => words.test(text));
  return said && text !== null
    ? { cause: said[0], isStrong: false, node: response.node, reads: 'its text says so', by: 'api' }
    : null;
}
