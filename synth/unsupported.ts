/** The app has something that only cdktf's own synthesis does. */
export class UnsupportedByFastSynthesis extends Error {
  override readonly name = 'UnsupportedByFastSynthesis';

  constructor(found: string) {
    super(`${found}. Only cdktf's own synthesis does that: set SYNTHESIS=stock.`);
  }
}
