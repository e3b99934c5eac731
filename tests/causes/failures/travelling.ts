import type { CatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { findCatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { getProvenances } from '../../../src/causes/provenances-of.ts';
import { travelsOf, type Travels } from '../../../src/causes/read-site.ts';
import { frameOf, type Frame } from '../../../src/model/definitions/frame.ts';
import type { Model } from '../../../src/model/model.ts';
import type { Response } from '../../../src/model/responses/response.ts';
import { makeProject } from '../../model/read-project.ts';
import { EXPRESS, present } from '../../read-code.ts';

/** What the readers of failures that travel are asked, for the first response with a status of a handler. */
export interface Travelled extends Travels {
  readonly model: Model;
  readonly frame: Frame;
  readonly response: Response;
  readonly place: CatchPlace | null;
}

/** Reads an Express handler beside other files of its project, as it is asked of its first response with this status. */
export function travel(
  body: string,
  status: number,
  { files = {}, head = '', on = 'PUT /boats/:id' }: { files?: Record<string, string>; head?: string; on?: string } = {},
): Travelled {
  const [method = '', path = ''] = on.split(' ');
  const code = `${EXPRESS}${head}\napp.${method.toLowerCase()}('${path}', async (req, res) => {\n${body}\n});`;
  const others = Object.fromEntries(Object.entries(files).map(([name, text]) => [`src/${name}`, text]));
  const model = present(makeProject({ ...others, 'src/app.js': code }).read('src/app.js', code));
  const response = present(model.responses.find(one => one.status.codes?.includes(status)));
  return {
    ...present(travelsOf(model, getProvenances(model))),
    model,
    frame: frameOf(model.file),
    response,
    place: findCatchPlace(response.node),
  };
}
