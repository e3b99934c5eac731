import { either, folded, spelled, worded } from './vocabulary.ts';

/** What is there to be spent. */
export const FUNDS = folded('*balance*', '*credit*', '*points*', '*coins*', '*wallet*', '*quota*');

/** Records whose being there is a state of their own: a like, a ban, a coupon, a seat. */
export const RELATION = folded(
  '*like*',
  '*follow*',
  '*vote*',
  '*favo{,u}rite*',
  '*bookmark*',
  '*wish*',
  '*enrol*',
  '*subscri*',
  '*participa*',
  '*booking*',
  '*friend*',
  '*membership*',
  '*join*',
  '*review*',
  '*rating*',
  '*reaction*',
  '*attend*',
);

/** States of a record that may forbid what is asked for: `isOpen`, which an `isbn` and a `hash` are not. */
export const RECORD_STATE = either(
  spelled('{is,has,was}+'),
  spelled(
    '*{s,S}tatus*',
    '*{s,S}tate',
    '*{d,D}isable{,d}',
    '*{c,C}ancel*',
    '*{p,P}aid',
    '*{u,U}sed',
    '*{e,E}xpire{,d}',
    '*{c,C}losed',
    '*{a,A}ctive',
    '*{c,C}omplete*',
    '*{d,D}eleted',
    '*{a,A}pproved',
    '*{r,R}esult',
    '*{p,P}ublish*',
  ),
);
/** Functions that run before a record is created and ask whether it is there. */
export const ASKS_FOR_DUPLICATE = folded(
  '*duplicate*',
  '*unique*',
  '*taken*',
  '*exist*',
  '*in_use*',
  '*available*',
  '*sign_up*',
  '*regist*',
  '*before_create*',
);

/** Names of what was found that say that it should not be there. */
export const SAYS_FOUND = folded('*exist*', '*duplicate*', '*already*', '*taken*', '*found*');

/** Records that stand for something else than what is created; a nonce that was used is a request sent again. */
export const OTHER_RECORD = either(
  worded('ban'),
  folded('*banned*', '*block*', '*coupon*', '*blacklist*', '*token*', '*otp*', '*promo*', '*voucher*', '*nonce*'),
);

/** What the caller's own record is called. */
export const USER = folded('user');

/** What the version of a record is called where it is stored. */
export const STORED_VERSION = folded('__v', 'version*', '_rev', 'revision', 'etag', 'updated_at', 'lastmodified');

/** And where a client sends the one that it has. */
export const SENT_VERSION = folded('*version*', '__v', '*rev*', '*etag*', '*updated*', '*if-match*', '*if-unmodified*');

/** Fields that say when something was done. */
export const DONE_AT = folded(
  '*created*',
  '*sent*',
  '*requested*',
  '*attempted*',
  '*timestamp*',
  '*logged*',
  '*added*',
);
