import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/definitions/file.ts';
import type { Resolver } from '../model/definitions/resolver.ts';
import type { Model } from '../model/model.ts';
import { Headers } from '../model/responses/headers.ts';
import { OUT_OF_FLOW, type Response } from '../model/responses/response.ts';
import { UNKNOWN_STATUS } from '../model/responses/status.ts';
import { calleeName, unwrapAwait } from '../syntax/unwrap.ts';
import { isAuthenticated } from './context/authentication.ts';
import { conditionsOf, isHolding } from './context/conditions.ts';
import { found, type Reading } from './context/evidence.ts';
import { purposeOf, type Purpose } from './context/purpose.ts';
import type { GuardContext } from './context/question.ts';
import { Arrivals } from './failures/arrivals.ts';
import { findCatchPlace } from './failures/catch-place.ts';
import { Results } from './failures/results.ts';
import type { AskedSite, SiteReader } from './failures/sites.ts';
import { readOffDuty } from './failures/unavailable.ts';
import type { Provenances } from './provenance/provenance.ts';
import { readFailure } from './read-failure.ts';

/** How the failures of a file's responses travel to them. */
export interface Travels {
  readonly arrivals: Arrivals;
  readonly results: Results;
}

const travels = new WeakMap<Model, Travels>();

/** What comes to the catches of a file, and what its calls return; null where no other file is read. */
export function travelsOf(model: Model, provenances: Provenances): Travels | null {
  const { definitions } = model;
  if (!definitions) return null;
  let known = travels.get(model);
  if (!known) {
    const sites = new Sites(model, provenances);
    travels.set(model, (known = sites.connect(definitions)));
  }
  return known;
}

/** Reads why a failure arises at a site as the cause of a response is read there: in its own file, and with what the call gives. */
class Sites implements SiteReader {
  readonly #model: Model;
  readonly #provenances: Provenances;
  #travels: Travels | null = null;

  constructor(model: Model, provenances: Provenances) {
    this.#model = model;
    this.#provenances = provenances;
  }

  /** A failure that travels may have travelled already. */
  connect(definitions: Resolver): Travels {
    return (this.#travels = {
      arrivals: new Arrivals(definitions, this),
      results: new Results(definitions, this),
    });
  }

  why(one: AskedSite): Reading {
    const response = toResponse(one);
    const context = this.#contextOf(one, response);
    const conditions = conditionsOf(response);
    const offDuty = readOffDuty(conditions, response.node, one.frame.file);
    if (offDuty) return found(offDuty);
    // Which way a result that was asked before let control pass is not known.
    const passed: GuardContext = { ...context, ofResult: () => null };
    return readFailure({
      response,
      conditions,
      place: findCatchPlace(response.node),
      contextAt: index => {
        const condition = conditions[index];
        return condition && isHolding(condition, response) ? context : passed;
      },
      provenances: context.provenances,
      frame: one.frame,
      definitions: this.#model.definitions,
      arrivals: this.#travels?.arrivals ?? null,
    });
  }

  #contextOf({ frame, asker }: AskedSite, response: Response): GuardContext {
    const { file } = frame;
    const isKnown = (): boolean => isAuthenticated(asker, this.#provenances, this.#model);
    return {
      file,
      provenances: this.#provenances.at(frame),
      response,
      purpose: purposeAt(response, asker, file, this.#model.file),
      get callerIsKnown() {
        return isKnown();
      },
      isAuthenticated: isKnown,
      refusedBefore: () => false,
      caller: { file: this.#model.file, provenances: this.#provenances, response: asker },
      ofResult: guard => this.#travels?.results.read(guard, frame, asker) ?? null,
    };
  }
}

/** What the function of a site is for: as its own name says, else as the handler that is answered for does. */
function purposeAt(site: Response, asker: Response, file: File, askersFile: File): Purpose {
  const own = purposeOf(site, file);
  const outer = purposeOf(asker, askersFile);
  return {
    ...own,
    isLogin: own.isLogin || outer.isLogin,
    creates: own.creates || (!own.updates && outer.creates),
    updates: own.updates || (!own.creates && outer.updates),
    method: outer.method,
    path: outer.path,
  };
}

/** A site as a response whose status nobody knows. */
function toResponse({ site: { node, fn, guards }, error, asker: { handler, framework } }: AskedSite): Response {
  const at = error ?? node;
  return {
    node: at,
    nameNode: at,
    via: error ? 'throw' : 'call',
    // Who answers is not known there, but in whose file the site stands.
    handler: handler && fn === handler.fn ? handler : null,
    fn,
    framework,
    error: error && {
      status: null,
      isAnswered: false,
      name: null,
      nameNode: error,
      message: messageOf(error),
      headers: null,
      isHttp: false,
      isError: true,
      keepsSetStatus: false,
    },
    guards,
    status: UNKNOWN_STATUS,
    headers: Headers.none,
    body: { kind: 'error', node: at, presence: 'some', object: null },
    isDeferred: false,
    ...OUT_OF_FLOW,
  };
}

/** The text that an error is made with. */
function messageOf(error: TSESTree.Expression): TSESTree.Node | null {
  const made = unwrapAwait(error);
  if (made.type !== 'NewExpression' && made.type !== 'CallExpression') return null;
  return calleeName(made) === null ? null : (made.arguments[0] ?? null);
}
