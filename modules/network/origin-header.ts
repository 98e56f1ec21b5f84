/**
 * The request header that proves to the load balancer that a request came through the API. Its value is a secret of the
 * environment; a request without it gets the load balancer's 404.
 */
export const originHeaderName = 'X-Origin-Verify';
