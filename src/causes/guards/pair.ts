import type { TSESTree } from '@typescript-eslint/utils';

import { ACCOUNT_STATE, OTHER_TOKEN, OWNER, PERMISSION } from '../../knowledge/names.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { lastName, memberPath, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { branchOf } from '../context/conditions.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import {
  choosesDeed,
  malformed,
  short,
  strong,
  tokenIn,
  unlessNobody,
  weak,
  type Comparison,
  type GuardContext,
} from '../context/question.ts';
import { readErrorValue } from '../failures/error.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { readOtherHolder, readState, readVersions } from './conflict.ts';
import { readMethod } from './method.ts';
import { readWrongPassword } from './password.ts';

/** Reads a comparison by what one of the two values is; null where that says nothing. */
export function readPair(
  relation: Comparison['relation'],
  provenance: Provenance,
  other: Provenance,
  node: TSESTree.Node,
  otherNode: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const text = short(node, context);
  switch (provenance.is) {
    case 'method':
      return relation === 'differs' && !/^(?:OPTIONS|HEAD)$/i.test(stringValue(unwrap(otherNode)) ?? '')
        ? readMethod(at, text, context)
        : NEUTRAL;
    case 'principal':
    case 'verified': {
      if (provenance.is === 'verified' && !provenance.ofCredential) return null;
      if (other.is === 'lookup' && relation === 'differs') {
        const holder = readOtherHolder(other, provenance, at, short(otherNode, context), context);
        if (holder) return holder;
      }
      const attribute = provenance.attribute ?? '';
      // req.user.profile.password !== hashOf(req.body.password): the current password, asked for once more.
      if (SECRET_KEPT.test(memberPath(unwrap(node))?.at(-1) ?? ''))
        return relation === 'differs' ? readWrongPassword(at, context) : MIXED;
      if (SORT_OF_LOGIN.test(memberPath(unwrap(node))?.slice(-2).join('.') ?? '')) return MIXED;
      if (attribute === 'exp' && relation === 'ordered')
        return provenance.is === 'verified' && /now|Date|time/i.test(short(otherNode, context))
          ? strong('unauthenticated', at, `\`${text}\`, when the credential expires, is compared in this guard`)
          : MIXED;
      // One session of several, or a token that was revoked: 403 is fine for those.
      if (/^(?:jti|tokenVersion|token_version)$/.test(attribute) && relation === 'differs')
        return found({
          ...strong('unauthenticated', at, `\`${text}\`, which credential this is, is compared in this guard`).evidence,
          accepts: [403],
        });
      if (relation === 'ordered' && other.is === 'body' && FUNDS.test(attribute))
        return found({
          ...strong(
            'invalid',
            at,
            `\`${short(otherNode, context)}\`, a value of the body, is compared with \`${text}\` in this guard`,
          ).evidence,
          accepts: [402],
        });
      if (ACCOUNT_STATE.test(attribute) && !PERMISSION.test(attribute)) return MIXED;
      if (other.is === 'credential' || other.is === 'header') return MIXED;
      if (relation !== 'differs') return MIXED;
      // The token's claim against the record it names is a check of the credential: iat, version.
      if (
        other.is === 'constant' ||
        other.is === 'unknown' ||
        other.is === 'lookup' ||
        other.is === 'param' ||
        other.is === 'body' ||
        other.is === 'query' ||
        other.is === 'principal'
      ) {
        // currentUser.email !== req.body.email: a change is asked for, and who may make it is another question.
        if (
          (other.is === 'body' || other.is === 'unknown') &&
          lastName(unwrap(otherNode)) === attribute &&
          !PERMISSION.test(attribute) &&
          !/(?:^|_)(?:id|sub|uid)$|Id$/i.test(attribute)
        )
          return MIXED;
        // What a token is for: `payload.purpose !== 'password_reset'`.
        if (provenance.is === 'verified' && !CALLER_CLAIM.test(attribute) && !PERMISSION.test(attribute))
          return weak('forbidden', at, `\`${text}\`, what the credential is for, is compared in this guard`);
        return unlessNobody(
          strong(
            'forbidden',
            at,
            `\`${text}\`, who the caller is, is compared with \`${short(otherNode, context)}\` in this guard`,
          ),
          node,
          context,
        );
      }
      return MIXED;
    }
    case 'credential':
      // parsed.kind !== 'api': a credential of the wrong kind is one all the same.
      if (relation === 'differs' && KIND.test(lastName(unwrap(node)) ?? ''))
        return found({
          ...strong('unauthenticated', at, `\`${text}\`, which kind of credential this is, is compared in this guard`)
            .evidence,
          accepts: [403],
        });
      // `token === 'null'`, `scheme !== 'Bearer'`, `key !== process.env.API_KEY`
      return (relation === 'differs' || other.is === 'constant') && !OTHER_TOKEN.test(provenance.name)
        ? strong('unauthenticated', at, `\`${text}\`, a credential of the request, is compared in this guard`)
        : MIXED;
    case 'lookup': {
      const attribute = provenance.attribute ?? '';
      const conflict =
        (relation === 'differs' ? readOtherHolder(provenance, other, at, text, context) : null) ??
        (relation === 'equals' ? null : readVersions(provenance, other, at, text)) ??
        (other.is === 'constant' ? readState(provenance, at, text, context) : null);
      if (conflict) return conflict;
      // Role.find({ _id: { $in: user.roles } }): the caller's roles, one by one.
      const isRole =
        PERMISSION.test(attribute) ||
        (other.is === 'constant' && /^name$|^slug$/.test(attribute) && /\broles?\b/i.test(text));
      if (relation === 'differs' && provenance.by.has('principal') && isRole)
        return strong('forbidden', at, `\`${text}\`, what the caller may do, is compared in this guard`);
      if (/password|hash/i.test(attribute) && other.is === 'body')
        return relation === 'differs' ? readWrongPassword(at, context) : MIXED;
      if (other.is === 'principal' || (other.is === 'verified' && other.ofCredential)) return null;
      if (
        relation === 'differs' &&
        OWNER.test(attribute) &&
        /user|caller|req\.|auth/i.test(short(otherNode, context)) &&
        other.is === 'unknown'
      )
        return weak('forbidden', at, `\`${text}\`, whose record it is, is compared in this guard`);
      if (relation === 'ordered' && (other.is === 'body' || other.is === 'unknown'))
        return other.is === 'body'
          ? found({
              ...strong('invalid', at, `\`${text}\` is compared with a value of the body in this guard`).evidence,
              ...(FUNDS.test(attribute) && { accepts: [402] }),
            })
          : MIXED;
      return MIXED;
    }
    case 'body':
      if (other.is === 'principal' || other.is === 'verified' || other.is === 'lookup') return null;
      if (
        tokenIn(provenance.name) ||
        (relation !== 'ordered' &&
          other.is === 'constant' &&
          PROVES.test(provenance.name ?? '') &&
          lastName(node) !== 'length')
      )
        return MIXED;
      // newPassword === currentPassword
      if (relation === 'equals' && other.is === 'body' && branchOf(at, context.response.node) === 'consequent')
        return strong(
          'invalid',
          at,
          `\`${text}\`, a value of the body, is compared with \`${short(otherNode, context)}\` in this guard`,
        );
      // source.split('/')[1] === '_app', and nothing else is asked
      if (
        relation === 'equals' &&
        other.is === 'constant' &&
        isAllThatIsAsked(at, context) &&
        !/^(?:null|undefined|NaN|)$/.test(stringValue(otherNode) ?? 'NaN')
      )
        return found({
          ...strong('invalid', at, `\`${text}\`, a value of the body, is checked in this guard`).evidence,
          ...(PERMISSION.test(provenance.name ?? '') && { accepts: [403] }),
        });
      // success === 'true' ? confirm : remove, and the answer follows what was done.
      if (relation === 'differs' && other.is === 'constant' && worksBefore(context)) return MIXED;
      // if (action === 'start') … else if (action === 'stop') … else
      if (
        relation === 'differs' &&
        other.is === 'constant' &&
        choosesDeed(provenance.name) &&
        branchOf(at, context.response.node) === 'alternate'
      )
        return found({
          ...strong('invalid', at, `\`${text}\`, a value of the body, is checked in this guard`).evidence,
          accepts: [400],
        });
      if (relation === 'ordered' || relation === 'differs')
        return other.is === 'unknown' && relation === 'differs'
          ? MIXED
          : strong('invalid', at, `\`${text}\`, a value of the body, is checked in this guard`);
      return MIXED;
    // How large an upload is, of which type, under which name.
    case 'file':
      return other.is === 'constant' || other.is === 'unknown'
        ? strong('invalid', at, `\`${text}\`, what was uploaded, is checked in this guard`)
        : null;
    case 'query':
    case 'param':
      if (other.is === 'principal' || other.is === 'verified' || other.is === 'lookup') return null;
      // A signed URL that has expired.
      if (/expir|timestamp|Date\.now/i.test(`${text} ${short(otherNode, context)}`)) return MIXED;
      return relation === 'ordered' ? malformed(provenance.is, at, `\`${text}\` is checked in this guard`) : MIXED;
    case 'error':
      return provenance.attribute === null ? MIXED : readErrorValue(provenance, relation, otherNode, at, text, context);
    case 'upstream':
      return provenance.attribute === 'status' || provenance.attribute === 'statusCode'
        ? relation === 'differs'
          ? weak('upstream-error', at, `\`${text}\` is the answer of another server`)
          : MIXED
        : MIXED;
    default:
      return null;
  }
}

/** What only the names tell: `role.name === 'admin'`, and a password compared with the one that is known. Null where they tell nothing. */
export function readNames(
  relation: Comparison['relation'],
  left: TSESTree.Node,
  right: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const { provenances } = context;
  if (relation !== 'differs' || [left, right].some(node => !['unknown', 'constant'].includes(provenances.of(node).is)))
    return null;
  const names = [left, right].map(node => memberPath(node) ?? []);
  if (
    names.every(path => PASSWORD.test(path.at(-1) ?? '')) &&
    !/confirm|repeat|again|retype|re_?pass|old|new|2$/i.test(names.flat().join(' '))
  )
    return readWrongPassword(at, context);
  if (
    names.every(path => USERNAME.test(path.at(-1) ?? '')) &&
    at.parent?.type === 'LogicalExpression' &&
    /passw|\bpass\b/i.test(context.file.code(at.parent))
  )
    return NEUTRAL;
  const [literal, path] = stringValue(right) === null ? [stringValue(left), names[1]] : [stringValue(right), names[0]];
  const isRole =
    path?.slice(-2).some(name => PERMISSION.test(name)) === true &&
    !/^(?:[a-z]+_)?(?:default|guest)$/.test(literal ?? '');
  return literal !== null &&
    isRole &&
    context.response.handler !== null &&
    /role|admin|moderator|permission|owner|authori[sz]|guard/i.test(functionNameOf(context))
    ? strong('forbidden', at, `\`${short(at, context)}\` asks for a role in this guard`)
    : null;
}

/** Which kind of credential it is, or what it is for. */
const KIND = /^(?:kind|purpose|scope|audience|aud|(?:token_?)?(?:type|Type|Kind)|usage)$/;

/** What an account keeps of its password. */
const SECRET_KEPT = /passw|^(?:pass|pwd)$|(?:^|_)(?:hash|digest)$|Hash$|Digest$/i;

/** By which way a caller has come in: a session, a key. */
const SORT_OF_LOGIN = /auth\w*\.(?:type|kind|method|strategy|provider)$/i;

/** What is there to be spent. */
const FUNDS = /balance|credit|points|coins|wallet|quota/i;

/** What a password goes by. */
const PASSWORD = /^(?:pass|passwd|password|pwd|\w+Password)$/;

/** Fields of the body by which a caller proves itself: compared with a constant, `password !== 'x'`, they log it in. */
const PROVES = /^(?:pass|passwd|password|pwd|user_?name|login|pin|\w*_?key)$/i;

/** What an account goes by. */
const USERNAME = /^(?:user|user_?name|login|email|account)$/i;

function functionNameOf({ response: { handler } }: GuardContext): string {
  return handler?.name ?? '';
}

/** Whether something is written in the block of the response before it: then it is no refusal. */
function worksBefore({ response, file, provenances }: GuardContext): boolean {
  let block: TSESTree.Node | undefined = response.node.parent;
  while (block && block.type !== 'BlockStatement') block = block.parent;
  const around = block;
  return (
    around !== undefined &&
    nodesWithin(file.calls, around).some(
      call => call.range[1] <= response.node.range[0] && provenances.of(call).is === 'written',
    )
  );
}

/** Whether a condition is the whole test of an `if` that does nothing but answer. */
function isAllThatIsAsked(at: TSESTree.Node, { response }: GuardContext): boolean {
  const { parent } = at;
  if (parent?.type !== 'IfStatement' || parent.test !== at) return false;
  let statement: TSESTree.Node | undefined = response.node;
  while (statement && !statement.type.endsWith('Statement')) statement = statement.parent;
  const body = parent.consequent.type === 'BlockStatement' ? parent.consequent.body : [parent.consequent];
  return statement !== undefined && statement === body[0] && body.length <= 2;
}

/** Claims of a token that say who the caller is. Source: RFC 7519, 4.1. */
const CALLER_CLAIM = /^(?:|id|_id|sub|uid|user|user_?id|email|username)$/i;
