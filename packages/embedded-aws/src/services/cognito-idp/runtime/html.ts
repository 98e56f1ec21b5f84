import { type PageAnswer, Refused } from './page';

/** Text that is HTML already, and safe. */
export interface Html {
  readonly html: string;
}

/** Makes HTML of a template; texts put into it are escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const texts = values.map((value) => {
    if (typeof value === 'string') return escape(value);
    return (Array.isArray(value) ? (value as readonly Html[]) : [value as Html]).map((each) => each.html).join('');
  });
  return { html: parts.map((part, index) => part + (texts[index] ?? '')).join('') };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:22rem;margin:3rem auto;padding:0 1rem}
label,input,button{display:block;width:100%;box-sizing:border-box;font:inherit}
input,button{padding:.5rem;margin:.25rem 0 1rem}
[role=alert]{color:#a00}`;

/** A whole page of a user pool's domain. */
export function page(title: string, content: Html, status = 200): PageAnswer {
  const { html: body } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${{ html: STYLE }}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html;charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body,
  };
}

/** A message that a screen reader reads out; nothing if there is none. */
export function alert(message: string | undefined): Html {
  return message === undefined ? html`` : html`<p role="alert">${message}</p>`;
}

/** A request that a user can do nothing about: an application's mistake. */
export function errorPage(error: string, explanation: string): Refused {
  return new Refused(page('An error was encountered', html`<p role="alert">${error}: ${explanation}</p>`, 400));
}
