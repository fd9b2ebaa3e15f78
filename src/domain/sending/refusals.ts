/**
 * What Slack answers where the workspace or its administrators have something to put right: nobody's account, and no
 * message's fault. Source: docs.slack.dev, errors of each method.
 */
export const REFUSED_AT_ALL: readonly string[] = [
  'not_authed',
  'invalid_auth',
  'token_expired',
  'token_revoked',
  'missing_scope',
  'no_permission',
  'access_denied',
  'accesslimited',
  'not_allowed_token_type',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
  'team_added_to_org',
  'enterprise_is_restricted',
];
