/**
 * Header in which the embedded registry says what is wrong with a HEAD request, whose answer has no body. Registries
 * say nothing there, and docker shows no more than the status.
 */
export const HEAD_ERROR = 'x-registry-error';
