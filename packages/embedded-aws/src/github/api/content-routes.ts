import type { RepositoryContent } from '../git/repository-content';
import { commitView } from './commit-view';
import { emptyRepository, GithubError, noSuchCommit, notFound } from './github-error';
import { repositoryFacts } from './repository-facts';
import { repositoryView } from './repository-view';
import { type ApiAnswer, type ApiRequest, REPOSITORY, repositoryOf, type Route } from './route';
import type { Repository } from './store';
import { nodeId } from './user-view';

const ARCHIVE = `${REPOSITORY}/:format(zipball|tarball)`;
const ARCHIVE_DOCS = 'repos/contents#download-a-repository-archive-zip';

/** Operations on what a repository contains. */
export const contentRoutes: readonly Route[] = [
  { method: 'GET', path: REPOSITORY, docs: 'repos/repos#get-a-repository', answer: getRepository },
  { method: 'GET', path: `${REPOSITORY}/branches/*`, docs: 'branches/branches#get-a-branch', answer: getBranch },
  { method: 'GET', path: `${REPOSITORY}/git/ref/*`, docs: 'git/refs#get-a-reference', answer: getRef },
  { method: 'GET', path: `${REPOSITORY}/commits/*`, docs: 'commits/commits#get-a-commit', answer: getCommit },
  { method: 'GET', path: ARCHIVE, docs: ARCHIVE_DOCS, answer: getArchive },
  { method: 'GET', path: `${ARCHIVE}/`, docs: ARCHIVE_DOCS, answer: getArchive },
  { method: 'GET', path: `${ARCHIVE}/*`, docs: ARCHIVE_DOCS, answer: getArchive },
];

async function getRepository(request: ApiRequest): Promise<ApiAnswer> {
  const repository = repositoryOf(request);
  const view = repositoryView(request.apiUrl, repository, await repositoryFacts(request, repository));
  const permissions = { admin: true, maintain: true, push: true, triage: true, pull: true };
  return { status: 200, body: { ...view, permissions } };
}

async function getBranch(request: ApiRequest): Promise<ApiAnswer> {
  const { repository, content } = await contentOf(request);
  const name = refOf(request);
  const sha = (await content.refs()).get(`refs/heads/${name}`);
  if (sha === undefined) throw new GithubError(404, 'Branch not found');
  const url = `${request.apiUrl}/repos/${repository.owner}/${repository.name}/branches/${name}`;
  const body = {
    name,
    commit: await commitBody(request, sha),
    _links: { self: url, html: `https://github.com/${repository.owner}/${repository.name}/tree/${name}` },
    protected: false,
    protection: { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } },
    protection_url: `${url}/protection`,
  };
  return { status: 200, body };
}

async function getRef(request: ApiRequest): Promise<ApiAnswer> {
  const { repository, content } = await contentOf(request);
  const refs = await content.refs();
  if (refs.size === 0) throw emptyRepository();
  const ref = `refs/${refOf(request)}`;
  const sha = refs.get(ref);
  if (sha === undefined) throw notFound();
  const type = await content.typeOf(sha);
  const url = `${request.apiUrl}/repos/${repository.owner}/${repository.name}/git`;
  const object = { sha, type, url: `${url}/${type}s/${sha}` };
  return {
    status: 200,
    body: { ref, node_id: nodeId('Ref', `${repository.id}:${ref}`), url: `${url}/${ref}`, object },
  };
}

async function getCommit(request: ApiRequest): Promise<ApiAnswer> {
  return { status: 200, body: await commitBody(request, await commitOf(request, noSuchCommit)) };
}

async function getArchive(request: ApiRequest): Promise<ApiAnswer> {
  const repository = repositoryOf(request);
  const sha = await commitOf(request, notFound);
  const format = request.params['format'] === 'zipball' ? 'zip' : 'tar.gz';
  const path = request.archives.add({ repository, sha, format }, refOf(request));
  return { status: 302, headers: { location: request.url.origin + path } };
}

async function commitBody(request: ApiRequest, sha: string): Promise<unknown> {
  const { repository, content } = await contentOf(request);
  const [commit] = await content.commits(['-1', sha]);
  if (commit === undefined) throw notFound();
  return commitView({ apiUrl: request.apiUrl, repository, commit });
}

/** The commit that the path names, without a name the default branch's. */
async function commitOf(request: ApiRequest, missing: (ref: string) => GithubError): Promise<string> {
  const { content } = await contentOf(request);
  if ((await content.refs()).size === 0) throw emptyRepository();
  const ref = refOf(request);
  const sha = await content.resolve(ref === '' ? 'HEAD' : ref);
  if (sha === undefined) throw missing(ref);
  return sha;
}

async function contentOf(
  request: ApiRequest,
): Promise<{ readonly repository: Repository; readonly content: RepositoryContent }> {
  const repository = repositoryOf(request);
  return { repository, content: await request.contents.of(repository) };
}

/** Clients may or may not escape the slashes of a ref. */
function refOf({ params }: ApiRequest): string {
  try {
    return decodeURIComponent(params['*'] ?? '');
  } catch {
    throw notFound();
  }
}
