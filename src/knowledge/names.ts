/** Names as evidence, in one place. They are weak: each is read together with what the value is and where it comes from. */

/** Words of a name or of code, each written as it is in `snake_case`, `camelCase`, `PascalCase` or `UPPER_CASE`, and never a part of another word. */
function words(...patterns: readonly string[]): RegExp {
  return new RegExp(
    patterns
      .flatMap(one => [
        `(?<![A-Za-z])${one}(?![a-z])`,
        `${one.charAt(0).toUpperCase()}${one.slice(1)}(?![a-z])`,
        `(?<![A-Z])${one.toUpperCase()}(?![A-Z])`,
      ])
      .join('|'),
  );
}

/** Who the caller is: `req.user`, `request.auth`, `session.userId`, `res.locals.currentUser`. */
export const PRINCIPAL =
  /^(?:user|auth|authUser|account|currentUser|current_user|currUser|curUser|authenticatedUser|loggedInUser|loggedUser|userId|user_id|userID|accountId|account_id|current_user_id|currentUserId|authenticated_user|logged_in_user|uid|principal|identity|me|admin|member|owner|decoded|jwt|jwtPayload|tokenPayload|claims|userData|userInfo|authData|customer|isAuthenticated|isLoggedIn|loggedin|loggedIn|passport|userRole|role|roles|apiUser|session_user|sub)$/;

/** What proves who the caller is: tokens, sessions, API keys. */
export const CREDENTIAL =
  /^(?:authorization|authorisation|cookie|token|jwt|jwtToken|auth_?token|access_?token|accessToken|authToken|bearer|bearerToken|id_?token|refresh_?token|refreshToken|session|session_?id|sid|connect\.sid|x-access-token|x-auth-token|x-token|x-api-key|api-?key|apikey|apiKey|api_key|x-session-id|x-actual-token|x-refresh-token|authHeader|authorizationHeader|xApiKey)$/i;

/** What is kept beside a credential while a caller logs in: where to go afterwards, in which way, and what guards the exchange. */
export const BESIDE_CREDENTIAL =
  /(?:_|-|\b|(?<=[a-z]))(?:cb|callback|ur[il]|redirect|redirect_?ur[il]|return|return_?to|state|nonce|method|provider|verifier|challenge|type|mode|error|expir\w*)$/i;

/** Tokens that prove something else than who the caller is: reset, verification, invitation. */
export const OTHER_TOKEN =
  /reset|verif|confirm|invit|activat|unsubscribe|csrf|xsrf|captcha|otp|code|signature|webhook|device|push|fcm|share|upload|magic/i;

/** What is verified and yet says nothing of who the caller is: signatures of webhooks, captchas, one-time codes. */
export const OTHER_VERIFY = /webhook|signature|captcha|t?otp\b|hmac|svix|csrf|constructEvent|crypto\b/i;

/** Functions and paths that take a token of another kind: reset, verification, invitation. */
export const OTHER_TOKEN_PLACE =
  /reset|forgot|invit|activat|unsubscri|magic|confirm|verif(?:y|ication)?[-_/]?(?:e-?mail|account|registration|otp|code|phone|:)|e?mail[-_]?verif|webhook|captcha|signed|signature/i;

/** What a caller may do: roles, permissions, scopes. */
export const PERMISSION =
  /(?:^|_)(?:role|roles|permission|permissions|scope|scopes|privileges?|isAdmin|is_admin|admin|isOwner|is_owner|isStaff|isSuperuser|superuser|isModerator|access_?level|userType|user_type|accountType|groups?|canEdit|canDelete)$/i;

/** Predicates that ask whether a caller may: canEdit(), hasPermission(), isAdmin(), isOwner(), isAllowed(). */
export const PERMISSION_CHECK =
  /^(?:can|cannot|can[A-Z]\w*|may[A-Z]\w*|has(?:Role|Permission|Permissions|Access|Scope|Right|Rights|Privilege|Ability|Any\w+)\w*|is(?:Admin|Owner|Allowed|Authorized|Authorised|Permitted|Moderator|SuperAdmin|Superuser|Staff|Member|Author|Creator)\w*|check(?:Permission|Permissions|Access|Role|Ownership)\w*|authorize\w*|\w*(?:IsOwner|IsAdmin|HasPermission|HasAccess)|userCan|allowed|allows|ability)$/;

/** The field of a record that names whom it belongs to. */
export const OWNER =
  /(?:^|_|\.)(?:owner|ownerId|owner_id|author|authorId|author_id|user|userId|user_id|userID|creator|creatorId|createdBy|created_by|customer|customerId|customer_id|seller|sellerId|postedBy|uploadedBy|uid|account|accountId|account_id|recruiter|company|employer)$/;

/** What the record at hand says of the credential or the account, not of permission. */
export const ACCOUNT_STATE =
  /password|token|jti|iat|exp|version|mfa|otp|2fa|twoFactor|verified|confirmed|active|activated|disabled|blocked|banned|suspended|locked|status|deleted|enabled|approved|provider|subscription|plan|balance|credits?/i;

/** States of an account that shut its owner out. */
export const SHUT_OUT = /block|bann|suspend|disabled?\b|deactivat|locked|isDisable/i;

/** States of an account that its owner needs to be let in. */
export const LET_IN = /^(?!.*(?:id|name|version)$).*(?:verified|confirmed|activ|enabled|approved)/i;

/** Whether an account has a second factor: a state that it may be asked to change, and no right that it lacks. */
export const SECOND_FACTOR = /2fa|mfa|two_?factor|second_?factor|t?otp/i;

/** Records whose being there is a state of their own: a like, a ban, a coupon, a seat. */
export const RELATION =
  /like|follow|vote|favou?rite|bookmark|wish|enrol|subscri|participa|booking|friend|membership|join|review|rating|reaction|attend/i;

/** States of a record that may forbid what is asked for: `isOpen`, which an `isbn` and a `hash` are not. */
export const RECORD_STATE =
  /^(?:is|has|was)[A-Z]|[sS]tatus|[sS]tate$|[dD]isabled?$|[cC]ancel|[pP]aid$|[uU]sed$|[eE]xpired?$|[cC]losed$|[aA]ctive$|[cC]omplete|[dD]eleted$|[aA]pproved$|[rR]esult$|[pP]ublish/;

/** Functions that log a caller in. */
export const LOGIN =
  /^(?:post|handle|user|admin|do|local|api|student|teacher|customer|seller|vendor)?_?(?:log_?in|sign_?in|authenticate|auth|signin|login)(?:_?(?:user|admin|handler|controller|post|customer|student|with\w*|account|local|member))?$/i;

/** Paths that log a caller in. */
export const LOGIN_PATH = /(?:^|\/)(?:log-?in|sign-?in|authenticate|auth|session|sessions|tokens?)\/?$/i;

/** Functions that make an account or another record. */
export const CREATE =
  /^(?!\w*(?:Metrics?|Events?|Telemetry|Usage|Views?|Clicks?|Hits?)$)(?:handle|post|admin|user|do)?_?(?:create|register|sign_?up|add|insert|new|store|save|make)/i;

/** Paths that make an account. */
export const REGISTER_PATH = /(?:^|\/)(?:register|sign-?up|registration|create\w*|add\w*|new)\/?$/i;

/** Functions that change a record. */
export const UPDATE = /^(?:handle|put|patch|admin)?_?(?:update|edit|change|modify|set|patch|rename|put|toggle|reset)/i;

/** Words of names and paths that do something else than make a resource, though by POST: logins, searches, toggles, likes, uploads, messages, actions. */
export const ACTION =
  /^(?:log(?:in|out|on)|sign(?:in|out|on)|auth|oauth|authenticate|refresh|sessions?|tokens?|otp|verify|verification|search|filter|query|toggle|(?:un)?likes?|(?:un)?follow|(?:un)?subscribe|send|resend|uploads?|images?|files?|photos?|avatars?|media|import|export|check|validate|test|preview|reset|forgot|confirm|cancel|approve|reject|accept|decline|release|refund|withdraw|redeem|process|calculate|sync|run|execute|start|stop|restart|webhooks?|callback|pay|checkout|carts?|basket|track|votes?|rate|mark|read|assign|unassign|enable|disable|join|leave|messages?|chat|notify|sms|bookmarks?|favou?rites?|wishlist|reactions?|upsert|seed|bulk|batch|ping|invite|share|block|ban|pin|archive|publish|move|merge|graphql|rpc)$/;

/** Words for what refuses, ends or takes back something that is there, so that it makes nothing. */
export const REFUSAL =
  /^(?:reject|decline|deny|refuse|cancel|dismiss|revoke|deactivate|disable|unlike|unfollow|unsubscribe|unblock|leave)$/;

/** Functions and paths that log a caller out. */
export const LOGOUT = /^(?:handle|user|admin)?_?(?:log|sign)_?out|(?:^|\/)(?:log|sign)-?out\/?$/i;

/** Verbs of names and paths that say a record is made. */
export const MAKES = /^(?:create|register|registration|signup|insert|add|new)$/;

/** Calls that look one record or several up. */
export const LOOKUP =
  /^(?:find|findOne|findById|findByPk|findUnique|findFirst|findBy\w+|findOneBy\w*|findOne\w*|find[A-Z]\w*|get|getOne|getById|getBy\w+|get[A-Z]\w*|fetch[A-Z]\w*|load[A-Z]\w*|load|lookup\w*|retrieve\w*|read[A-Z]\w*|show|first|query|select\w*|exists\w*|count\w*|countDocuments|search\w*|populate|lean|exec|where|one|oneOrNone|maybeOne|single|maybeSingle|execute|all|findAndCountAll|list\w*|detail\w*|view[A-Z]\w*)$/;

/** Calls that ask whether a record is there: `isEmailTaken(email)`, `checkUserExists(name)`. */
export const EXISTENCE_CHECK =
  /^(?:check|is|has|does|if)(?:If|For)?[A-Z]\w*(?:Exists?|Existing|Taken|Registered|InUse|Duplicate[ds]?)(?:[A-Z]\w*)?$|^(?:\w+Exists?|exists[A-Z]\w*)$/;

/** Lookups of what a caller proves itself with. */
export const LOOKS_UP_CREDENTIAL =
  /^(?:find|get|load|fetch|read|check|consume|decode|exchange)\w*(?:Token|Session|Credential|ApiKey)\w*$/;

/** Lookups that give a list. */
export const LIST_LOOKUP =
  /^(?:find|findAll|findMany|findAndCountAll|getAll\w*|list\w*|search\w*|query|select|all|any|many|manyOrNone|aggregate|paginate)$/;

/** Calls that write to a store. */
export const WRITE =
  /^(?:create\w*|insert\w*|save\w*|add[A-Z]\w*|add|store|persist\w*|upsert\w*|update\w*|findByIdAndUpdate|findOneAndUpdate|patch\w*|delete\w*|remove\w*|destroy\w*|findByIdAndDelete|findByIdAndRemove|findOneAndDelete|deleteOne|deleteMany|bulkCreate|bulkWrite|increment|decrement|softDelete|register\w*)$/;

/** What makes objects and stores none here: `EventFactory.create(…)`, `Object.create(null)`, `CreateUserDto.create(body)`, and what another server makes, `razorpay.orders.create(…)`. */
export const MADE_IN_MEMORY =
  /(?:Factory|Builder|^Object|axios|Emitter|D[Tt][Oo]|Entity|ValueObject|VO|Command|Mapper|Validator|Schema)\.create$|^\w*(?:razorpay|stripe|paypal|braintree|mollie|openai|anthropic|twilio)\w*\.(?:\w+\.)*create$/i;

/** Fields that count requests. */
export const LIMIT_NAME =
  /^(?:count|counter|hits?|requests?|requestCount|attempts?|calls?|tries|tokens|remaining|total|used)$/i;

/** Predicates that ask whether a client has sent too many requests. */
export const LIMIT_CHECK =
  /^(?:is|has|check)?_?(?:rate_?limit(?:ed|Exceeded|Reached)?|throttled|too_?many_?requests|(?:exceeds|exceeded|over)_?(?:rate_?)?limit)$/i;

/** Limits of what a customer has bought or may hold, rather than of how fast requests come: `planLimit`, but not `planetLimit`. */
export const QUOTA = words(
  'plans?',
  'quotas?',
  'tiers?',
  'subscri(?:ption|ber)s?',
  'subscribed?',
  'credits?',
  'carts?',
  'baskets?',
  'stocks?',
  'seats?',
  'capacity',
  'storage',
  'inventory',
  'balances?',
);

/** Counters of failed tries, after which an account is locked. */
export const LOCKOUT = /fail|attempt|tries|lock|log_?in|sign_?in|passw|otp|\bpin\b/i;

/** Flags by which a server refuses to serve for a while: maintenance, overload, a shutdown under way. */
export const OFF_DUTY =
  /(?:^|_|is|in|under)(?:maintenance)|maintenance_?(?:mode|enabled|on|window)?$|^(?:is|server)?_?(?:overload(?:ed)?|too_?busy|shutting_?down|draining|terminating)$/i;

/** Calls that ask whether a server has more to do than it can. Sources: toobusy-js, @fastify/under-pressure. */
export const OVERLOAD_CHECK = /^(?:toobusy|tooBusy|isUnderPressure|isOverloaded)$/;

/** Last words of the paths of health checks. */
export const HEALTH = /^(?:health|healthz|healthcheck|ready|readyz|readiness|live|livez|liveness)$/;

/** Functions of classes that check what they are given and make a pair of it: what is wrong, and what is right. */
export const MAKES_DTO = /D[Tt][Oo]\.(?:create|update|from\w*|validate|parse)$/;

/** Functions that give back the one value they are given, in another form or only where it is right: `toObjectId(req.params.id)`, `requireUserId(req.user?.id)`. */
export const HANDS_BACK =
  /^(?:to|as|parse|extract|require|ensure|normali[sz]e|sanitize|coerce)_?(?:[A-Z]\w*)?(?:Id|ID|String|Number|Int|Integer|ObjectId|Param|Query|Uuid|UUID|BigInt|Value)$/;

/** Fields of the body in which middleware keeps the caller: as likely as that the client sends them. */
export const KEPT_CALLER = /^(?:user|currentUser|authUser|loggedInUser|decoded|decodedToken)$/;

/** Lookups of numbers: `getLikeCount(id)`. */
export const COUNTS =
  /^(?:get|fetch|load|find|read|calculate|compute)\w*(?:Count|Total|Sum|Average|Stats|Statistics)(?:[A-Z]\w*)?$/;

/** Clients of stores, by what they are called. */
export const STORE = /(?:^|\.)(?:redis\w*|prisma\w*|knex|mongo\w*|mongoose|sequelize|pg|pool|db|database)\./i;

/** Texts that say a record is there, and must not be. */
export const EXISTS =
  /duplicate|exist|unique|taken|in use|already (?:registered|used|created|added|defined|been (?:registered|used|taken))|registered already/i;

/** Texts that deny it. */
export const MISSING =
  /(?:not|n't|never|no longer) (?:exist|found|in use|taken|unique)|non.?existent|not an existing|no such/i;
