import { anyCase, either, except, folded, spelled, worded } from './vocabulary.ts';

/** What a caller may do: roles, permissions, scopes. */
export const PERMISSION = anyCase(
  '{,*_}{role{,s},permission{,s},scope{,s},privilege{,s},isAdmin,is_admin,admin,isOwner,is_owner,isStaff,isSuperuser,superuser}',
  '{,*_}{isModerator,access{,_}level,userType,user_type,accountType,group{,s},canEdit,canDelete}',
);

/** Predicates that ask whether a caller may: canEdit(), hasPermission(), isAdmin(), isOwner(), isAllowed(). */
export const PERMISSION_CHECK = spelled(
  'can{,not}',
  '{can,may}+',
  'has{Role,Permission,Access,Scope,Right,Privilege,Ability}*',
  'hasAny*',
  'is{Admin,Owner,Allowed,Authorized,Authorised,Permitted,Moderator,SuperAdmin,Superuser,Staff,Member,Author,Creator}*',
  'check{Permission,Access,Role,Ownership}*',
  'authorize*',
  '*{IsOwner,IsAdmin,HasPermission,HasAccess}',
  'userCan',
  'allowed',
  'allows',
  'ability',
);

/** Results that say whether a caller may. */
export const SAYS_PERMITTED = spelled(
  'isAdmin',
  'isOwner',
  'isAuthor',
  'has{,Valid}{Permission,Access,Scope,Role}{,s}',
  'canEdit',
  'canDelete',
  'isAuthorized',
  'isAllowed',
  'allowed',
  'authorized',
  'permitted',
);

/** Flags of a caller that may be a right. */
export const MAY_BE_RIGHT = spelled('{is,can,has}+');

/** The field of a record that names whom it belongs to. */
export const OWNER = spelled(
  ...['', '*_', '*.'].flatMap(before => [
    `${before}{owner,author,user,account,customer,creator}{,Id}`,
    `${before}{owner,author,user,account,customer}_id`,
    `${before}{userID,createdBy,created_by,seller,sellerId,postedBy,uploadedBy,uid,recruiter,company,employer}`,
  ]),
);

/** Words of what names whom a record belongs to. */
export const OF_OWNER = folded('*owner*', '*author*', '*user*', '*creator*');

/** Roles. */
export const ROLE = folded('role{,s}');

/** Attributes that are a role too. */
export const OF_ROLE = folded('*role*');

/** What a role goes by in its record. */
export const NAME_OF_ROLE = spelled('name', 'slug');

/** Roles that everybody has. */
export const COMMON_ROLE = spelled('{,*_}{default,guest}');

/** Functions that ask for a role. */
export const ASKS_FOR_ROLE = folded(
  '*role*',
  '*admin*',
  '*moderator*',
  '*permission*',
  '*owner*',
  '*authori{s,z}*',
  '*guard*',
);

/** What the record at hand says of the credential or the account, not of permission. */
export const ACCOUNT_STATE = folded(
  '*password*',
  '*token*',
  '*jti*',
  '*iat*',
  '*exp*',
  '*version*',
  '*mfa*',
  '*otp*',
  '*2fa*',
  '*twofactor*',
  '*verified*',
  '*confirmed*',
  '*active*',
  '*activated*',
  '*disabled*',
  '*blocked*',
  '*banned*',
  '*suspended*',
  '*locked*',
  '*status*',
  '*deleted*',
  '*enabled*',
  '*approved*',
  '*provider*',
  '*subscription*',
  '*plan*',
  '*balance*',
  '*credit*',
);

/** States of an account that shut its owner out. */
export const SHUT_OUT = folded(
  '*block*',
  '*bann*',
  '*suspend*',
  '*disable{,d}',
  '*deactivat*',
  '*locked*',
  '*isdisable*',
);

/** States of an account that its owner needs to be let in. */
export const LET_IN = except(
  folded('*verified*', '*confirmed*', '*activ*', '*enabled*', '*approved*'),
  folded('*{id,name,version}'),
);

/** Whether an account has a second factor: a state that it may be asked to change, and no right that it lacks. */
export const SECOND_FACTOR = folded('*2fa*', '*mfa*', '*{two,second}_factor*', '*otp*');

/** Lists of what is shut out. */
export const SHUTS_OUT = folded('*block*', '*bann*', '*den{y,ied}*', '*black*');

/** Lists whose members are refused. */
export const REFUSED_ONES = either(
  SHUTS_OUT,
  folded('*forbid*', '*reserved*', '*exclu*', '*ignor*', '*disallow*', '*invalid*'),
);

/** Whoever is banned. */
export const BAN = worded('ban*');

/** What says whether somebody may do what its method is called for. */
export const AUTHORIZER = folded('*authorizer', '*authorizers');
