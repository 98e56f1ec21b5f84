import { STATUS_CODES, type ServerResponse } from 'node:http';

/** Why a load balancer answers a request in its own name. */
export class ErrorPage extends Error {
  override readonly name = 'ErrorPage';

  /** @param status 501, 502, 503 or 504 */
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Titles of pages whose status has another name at AWS. */
const TITLES: Readonly<Record<number, string>> = { 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out' };

/**
 * Answers with a page as AWS has it, and with the reason, which AWS does not tell.
 * Source: Application Load Balancers user guide, "Troubleshoot your Application Load Balancers".
 */
export function writeErrorPage(response: ServerResponse, { status, message }: ErrorPage): void {
  const title = `${status} ${TITLES[status] ?? STATUS_CODES[status] ?? ''}`;
  const body = `<center><h1>${title}</h1></center>\r\n<p>${escape(message)}</p>`;
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n${body}\r\n</body>\r\n</html>\r\n`;
  const headers = { server: 'awselb/2.0', 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) };
  response.writeHead(status, headers).end(page);
}

function escape(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
