import type { Octokit } from '@octokit/rest';
import { type EmbeddedGithub, type GithubOptions, startGithub } from '../api/start';
import { Checkout } from './checkout';
import { octokit } from './octokit';

/** Owner and name of the repository, as Octokit takes them. */
export const SHOP = { owner: 'acme', repo: 'shop' };

/** An embedded GitHub with one repository, and a checkout to push to it from. */
export interface Shop {
  readonly github: EmbeddedGithub;
  readonly client: Octokit;
  readonly checkout: Checkout;
  /** Address that git pushes to, with the token. */
  readonly remote: string;
  /** Makes a webhook. @returns its id */
  addHook(url: string, changes?: { secret?: string; content_type?: string; events?: string[] }): Promise<number>;
  close(): Promise<void>;
}

/** Commits two files and pushes the commit to these refs. @returns its id */
export async function pushFiles(shop: Shop, ...refs: readonly string[]): Promise<string> {
  const sha = await shop.checkout.commit('one\n\nwhy', { 'src/main.js': 'main()', 'README.md': 'shop' });
  await shop.checkout.git('push', shop.remote, ...refs);
  return sha;
}

/** Starts it. */
export async function openShop(options: Partial<GithubOptions> = {}): Promise<Shop> {
  const accounts = [{ owner: 'acme', token: 'acme-token', repositories: ['shop'] }];
  const github = await startGithub({ accounts, ...options });
  const client = octokit(github.url, 'acme-token');
  const checkout = await Checkout.create();
  return {
    github,
    client,
    checkout,
    remote: `${github.url.replace('//', '//x:acme-token@')}/acme/shop.git`,
    addHook: async (url, { events = ['push'], content_type = 'json', ...config } = {}) => {
      const { data } = await client.repos.createWebhook({ ...SHOP, events, config: { url, content_type, ...config } });
      return data.id;
    },
    close: async () => {
      await github.close();
      await checkout.remove();
    },
  };
}
