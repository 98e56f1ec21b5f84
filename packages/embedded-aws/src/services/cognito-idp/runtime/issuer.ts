/**
 * The issuer of the tokens of a user pool (Amazon Cognito Developer Guide, "Verifying JSON web tokens").
 * @param userPoolId `<region>_<id>`
 */
export function issuerOf(userPoolId: string): string {
  const region = userPoolId.split('_', 1)[0] ?? '';
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}
