import { z } from 'zod';

/** Codes by which Slack refuses a token for good; any other fault may pass. https://docs.slack.dev/reference/methods/auth.test#errors */
const RefusedToken = z.object({
  data: z.object({
    error: z.enum([
      'invalid_auth',
      'not_authed',
      'account_inactive',
      'token_revoked',
      'token_expired',
      'not_allowed_token_type',
      'team_access_not_granted',
      'org_login_required',
      'access_denied',
      'missing_scope',
    ]),
  }),
});

/** The code by which Slack refused a token, or null for every other fault. */
export function refusalOf(error: unknown): string | null {
  return RefusedToken.safeParse(error).data?.data.error ?? null;
}
