import { RefusedRequest } from './refused-request';

function summary(status: number, body: string): string {
  return new RefusedRequest('GET', 'https://api.github.com/x', status, body).summary;
}

describe('a refused request in the words of the real provider', () => {
  test('has the message of GitHub and an empty list', () => {
    expect(summary(404, '{"message":"Not Found","status":"404"}')).toBe(
      'GET https://api.github.com/x: 404 Not Found []',
    );
  });

  test('lists the errors that GitHub names', () => {
    const errors = [
      { resource: 'Hook', code: 'invalid', field: 'name' },
      { resource: 'Hook', code: 'custom', message: 'Wrong' },
    ];

    expect(summary(422, JSON.stringify({ message: 'Validation Failed', errors }))).toBe(
      'GET https://api.github.com/x: 422 Validation Failed ' +
        '[{Resource:Hook Field:name Code:invalid Message:} {Resource:Hook Field: Code:custom Message:Wrong}]',
    );
  });

  test.each([['<html>'], [''], ['[]']])('has an empty list alone if the answer is not GitHub’s: "%s"', (body) => {
    expect(summary(502, body)).toBe('GET https://api.github.com/x: 502 []');
  });
});
