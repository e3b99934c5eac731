import type { StatusCodeRule } from '../rule.ts';
import consistentStatusNotation from './consistent-status-notation.ts';
import no201WithoutCreation from './no-201-without-creation.ts';
import no404ForEmptyCollection from './no-404-for-empty-collection.ts';
import noBodyWithBodylessStatus from './no-body-with-bodyless-status.ts';
import noContradictoryBody from './no-contradictory-body.ts';
import noFailureStatusForSuccess from './no-failure-status-for-success.ts';
import noIgnoredRedirectStatus from './no-ignored-redirect-status.ts';
import noInapplicableStatus from './no-inapplicable-status.ts';
import noInvalidStatus from './no-invalid-status.ts';
import noMisplacedParameter from './no-misplaced-parameter.ts';
import noParserErrorAs500 from './no-parser-error-as-500.ts';
import noSecondResponse from './no-second-response.ts';
import noStatusAfterResponse from './no-status-after-response.ts';
import noStatusAsBody from './no-status-as-body.ts';
import noStatusOverriddenByError from './no-status-overridden-by-error.ts';
import noStatusUnfitForMethod from './no-status-unfit-for-method.ts';
import noSuccessForFailure from './no-success-for-failure.ts';
import noUnansweredRequest from './no-unanswered-request.ts';
import noUnconditional304 from './no-unconditional-304.ts';
import noUnregisteredStatus from './no-unregistered-status.ts';
import noUnsentStatus from './no-unsent-status.ts';
import prefer201ForCreatedResource from './prefer-201-for-created-resource.ts';
import prefer204ForEmptySuccess from './prefer-204-for-empty-success.ts';
import prefer301ForPermanentMove from './prefer-301-for-permanent-move.ts';
import prefer302ForTemporaryRedirect from './prefer-302-for-temporary-redirect.ts';
import prefer303AfterPost from './prefer-303-after-post.ts';
import prefer400ForMalformedRequest from './prefer-400-for-malformed-request.ts';
import prefer401ForMissingCredentials from './prefer-401-for-missing-credentials.ts';
import prefer403ForDeniedPermission from './prefer-403-for-denied-permission.ts';
import prefer404ForMissingResource from './prefer-404-for-missing-resource.ts';
import prefer405ForUnsupportedMethod from './prefer-405-for-unsupported-method.ts';
import prefer409ForConflict from './prefer-409-for-conflict.ts';
import prefer422ForInvalidContent from './prefer-422-for-invalid-content.ts';
import prefer429ForRateLimit from './prefer-429-for-rate-limit.ts';
import prefer500ForUnexpectedFailure from './prefer-500-for-unexpected-failure.ts';
import prefer502ForUpstreamFailure from './prefer-502-for-upstream-failure.ts';
import prefer503ForUnavailableService from './prefer-503-for-unavailable-service.ts';
import prefer504ForUpstreamTimeout from './prefer-504-for-upstream-timeout.ts';
import preferSpecificClientError from './prefer-specific-client-error.ts';
import requireAllowWith405 from './require-allow-with-405.ts';
import requireContentRangeWith206 from './require-content-range-with-206.ts';
import requireDeclaredStatus from './require-declared-status.ts';
import requireLocationWith201 from './require-location-with-201.ts';
import requireLocationWithRedirect from './require-location-with-redirect.ts';
import requireRetryAfter from './require-retry-after.ts';
import requireReturnedReply from './require-returned-reply.ts';
import requireStatusInErrorHandler from './require-status-in-error-handler.ts';
import requireStatusMonitorWith202 from './require-status-monitor-with-202.ts';
import requireWwwAuthenticateWith401 from './require-www-authenticate-with-401.ts';
import restrictStatus from './restrict-status.ts';

/** Every rule of the plugin by name. Generated: `npm run update`. */
export const rules: Readonly<Record<string, StatusCodeRule>> = {
  'consistent-status-notation': consistentStatusNotation,
  'no-201-without-creation': no201WithoutCreation,
  'no-404-for-empty-collection': no404ForEmptyCollection,
  'no-body-with-bodyless-status': noBodyWithBodylessStatus,
  'no-contradictory-body': noContradictoryBody,
  'no-failure-status-for-success': noFailureStatusForSuccess,
  'no-ignored-redirect-status': noIgnoredRedirectStatus,
  'no-inapplicable-status': noInapplicableStatus,
  'no-invalid-status': noInvalidStatus,
  'no-misplaced-parameter': noMisplacedParameter,
  'no-parser-error-as-500': noParserErrorAs500,
  'no-second-response': noSecondResponse,
  'no-status-after-response': noStatusAfterResponse,
  'no-status-as-body': noStatusAsBody,
  'no-status-overridden-by-error': noStatusOverriddenByError,
  'no-status-unfit-for-method': noStatusUnfitForMethod,
  'no-success-for-failure': noSuccessForFailure,
  'no-unanswered-request': noUnansweredRequest,
  'no-unconditional-304': noUnconditional304,
  'no-unregistered-status': noUnregisteredStatus,
  'no-unsent-status': noUnsentStatus,
  'prefer-201-for-created-resource': prefer201ForCreatedResource,
  'prefer-204-for-empty-success': prefer204ForEmptySuccess,
  'prefer-301-for-permanent-move': prefer301ForPermanentMove,
  'prefer-302-for-temporary-redirect': prefer302ForTemporaryRedirect,
  'prefer-303-after-post': prefer303AfterPost,
  'prefer-400-for-malformed-request': prefer400ForMalformedRequest,
  'prefer-401-for-missing-credentials': prefer401ForMissingCredentials,
  'prefer-403-for-denied-permission': prefer403ForDeniedPermission,
  'prefer-404-for-missing-resource': prefer404ForMissingResource,
  'prefer-405-for-unsupported-method': prefer405ForUnsupportedMethod,
  'prefer-409-for-conflict': prefer409ForConflict,
  'prefer-422-for-invalid-content': prefer422ForInvalidContent,
  'prefer-429-for-rate-limit': prefer429ForRateLimit,
  'prefer-500-for-unexpected-failure': prefer500ForUnexpectedFailure,
  'prefer-502-for-upstream-failure': prefer502ForUpstreamFailure,
  'prefer-503-for-unavailable-service': prefer503ForUnavailableService,
  'prefer-504-for-upstream-timeout': prefer504ForUpstreamTimeout,
  'prefer-specific-client-error': preferSpecificClientError,
  'require-allow-with-405': requireAllowWith405,
  'require-content-range-with-206': requireContentRangeWith206,
  'require-declared-status': requireDeclaredStatus,
  'require-location-with-201': requireLocationWith201,
  'require-location-with-redirect': requireLocationWithRedirect,
  'require-retry-after': requireRetryAfter,
  'require-returned-reply': requireReturnedReply,
  'require-status-in-error-handler': requireStatusInErrorHandler,
  'require-status-monitor-with-202': requireStatusMonitorWith202,
  'require-www-authenticate-with-401': requireWwwAuthenticateWith401,
  'restrict-status': restrictStatus,
};
