import { alert, html, page } from './html';
import type { PageAnswer, PageRequest } from './page';

/** The form that users sign in with. @param message what was wrong with what they filled in */
export function loginPage({ address, form }: PageRequest, message?: string): PageAnswer {
  const query = address.query.toString();
  return page(
    'Sign in',
    html`${alert(message)}
      <form method="post" action="${address.basePath}/login?${query}">
        <label for="username">Username or email address</label>
        <input id="username" name="username" value="${form.get('username') ?? ''}" autocomplete="username" required />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button>Sign in</button>
      </form>
      <p>No account yet? <a href="${address.basePath}/signup?${query}">Sign up</a></p>`,
  );
}

/** The form for users whose password was made by an administrator. */
export function newPasswordPage({ address, form }: PageRequest, session: string, message?: string): PageAnswer {
  return page(
    'Choose a new password',
    html`${alert(message)}
      <form method="post" action="${address.basePath}/login?${address.query.toString()}">
        <input type="hidden" name="session" value="${session}" />
        <input type="hidden" name="username" value="${form.get('username') ?? ''}" />
        <label for="new-password">New password</label>
        <input id="new-password" name="new_password" type="password" autocomplete="new-password" required />
        <button>Set the password</button>
      </form>`,
  );
}
